import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "./browser.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

test("Back and Forward lead from the page to the work and back, and a reload stays", async ({
  window,
}) => {
  const link = window.getByRole("navigation", { name: "Places" }).getByRole("link");
  const why = window.getByRole("heading", { name: "Why one pass is every window at once" });
  await link.filter({ hasText: "Why it works" }).click();
  await expect(why).toBeVisible();
  await window.goBack();
  await expect(why).toHaveCount(0);
  await expect(window.getByRole("combobox", { name: "Model" })).toBeVisible();
  await window.goForward();
  await expect(why).toBeVisible();
  await window.reload();
  await expect(why).toBeVisible();
  await expect(link.filter({ hasText: "Why it works" })).toHaveAttribute("aria-current", "page");
});

for (const width of [1280, 640])
  test(`the places are named in one row of the top bar at ${width} pixels`, async ({ window }) => {
    await window.setViewportSize({ width, height: 400 });
    const bar = window.getByRole("banner");
    await expect(bar.getByRole("link", { name: "Why it works" })).toBeVisible();
    expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(49);
    await expect(window.locator("html")).toHaveJSProperty("scrollWidth", width);
  });

test("the classic example is counted while one looks, and the keys lead to its weights", async ({
  window,
}) => {
  await window.getByRole("link", { name: "Why it works" }).click();
  const section = window.getByRole("region", { name: "A convolution is a sparse dense layer" });
  const figure = (name: string): Locator => section.locator("dl div").filter({ hasText: name });
  await expect(figure("Entries")).toContainText("30,000");
  await expect(figure("Not zero")).toContainText("2,352");
  await expect(figure("Different")).toContainText("27");
  await expect(figure("In a row, at most")).toContainText("27 of 300");
  const matrix = section.getByRole("application", { name: "Matrix, one row an output" });
  const told = section.getByText(/^Row /);
  await expect(told).toContainText("Row 55, column 155: weight 13");
  await matrix.focus();
  await window.keyboard.press("ArrowRight");
  await expect(told).toContainText("Row 55, column 156: weight 14");
  await window.keyboard.press("ArrowUp");
  await expect(told).toContainText("Row 54, column 156: zero");
  await section.getByRole("slider", { name: "Channels" }).fill("1");
  await expect(figure("Entries")).toContainText("10,000");
  await expect(figure("Different")).toContainText("9");
});

test("a weight of the matrix is the same in the kernels, and acts on a pixel of the window", async ({
  window,
}) => {
  await window.getByRole("link", { name: "Why it works" }).click();
  const section = window.getByRole("region", { name: "A dense layer is a convolution" });
  const told = section.getByText(/^Unit /);
  await section.getByRole("application", { name: "Matrix, one row a unit" }).focus();
  await window.keyboard.press("Home");
  await expect(told).toContainText("Unit 1, channel 1, row 1, column 1");
  await section.getByRole("application", { name: /^The same as kernels/ }).focus();
  for (let step = 0; step < 4; step++) await window.keyboard.press("ArrowRight");
  await expect(told).toContainText("Unit 2, channel 1, row 1, column 1");
  const difference = section.locator("dl div").filter({ hasText: "Largest difference" });
  await expect(difference).toContainText("48 numbers compared");
  await section.getByRole("slider", { name: "Larger image by" }).fill("0");
  await expect(difference).toContainText("3 numbers compared");
});

test("the loaded network: its layers, where windows win, and where it differs", async ({
  window,
}) => {
  await window.getByRole("link", { name: "Why it works" }).click();
  const network = window.getByRole("region", { name: "The loaded network, layer by layer" });
  await expect(network.getByRole("row")).toHaveCount(7);
  await network.getByRole("button", { name: "Open the sample" }).click();
  // The page stays, and its figures are of the image from now on.
  const told = network.getByText(/^Cell \(/);
  await expect(told).toContainText("28×28 pixels");
  await network.getByRole("button", { name: "conv1" }).focus();
  await expect(told).toContainText("conv1: 5×5 pixels");
  await network.getByRole("application", { name: "Cells of the result" }).focus();
  await window.keyboard.press("Home");
  await expect(told).toContainText(/Cell \(\d+, 0\)/);

  const cost = window.getByRole("region", { name: "When windows win" });
  await expect(cost.getByRole("img").locator("svg").first()).toBeVisible();
  await expect(cost).toContainText("From 28 pixels on");
  const ratio = cost.locator("dl div").filter({ hasText: "Windows / pass" });
  await cost.getByRole("slider", { name: "Stride of the windows" }).fill("40");
  await expect(ratio).toContainText(/pass\s*0\.\d+×$/);

  const padding = window.getByRole("region", { name: "What padding does" });
  await padding.getByRole("button", { name: "Compare pass and windows" }).click();
  await expect(padding.getByRole("status")).toContainText("compared cells are equal");
});

for (const theme of ["light", "dark"] as const)
  test(`nothing on the page is out of reach, ${theme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme: theme });
    await window.getByRole("link", { name: "Why it works" }).click();
    await expect(window.getByRole("row").nth(1)).toBeVisible();
    await window.evaluate(axeSource);
    const found = await window.evaluate<{
      violations: { id: string; nodes: { html: string }[] }[];
    }>("axe.run()");
    expect(found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual(
      [],
    );
  });
