/** @file Detectors in the window: boxes, counts, limits that ask nobody, scales, the networks of a cascade. */
import { existsSync, readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "./browser.ts";
import type { TestFile } from "./files.ts";
import { choose, drop } from "./files.ts";

const fileAt = (path: string, name: string, mimeType: string): TestFile => ({
  name,
  mimeType,
  buffer: readFileSync(path),
});
const smear = fileAt("models/ssd-cells/samples/smear.jpg", "smear.jpg", "image/jpeg");
const slider = (window: Page, name: string): Locator => window.getByRole("slider", { name });
const found = (window: Page): Locator => window.getByTestId("found-count");

async function open(window: Page, model: string, image = smear): Promise<void> {
  await window.getByRole("combobox", { name: "Model" }).selectOption(model);
  const measure = window.getByRole("checkbox", { name: "Measure after each image" });
  if (await measure.isVisible()) await measure.uncheck();
  await choose(window, image);
  await expect(window.getByTestId("total")).toBeVisible();
}

/** How often the network is run again from here on. */
function passes(window: Page): () => number {
  let count = 0;
  window.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/analyses")) count++;
  });
  return () => count;
}

test("a blood count: boxes of three classes, chosen anew by threshold and overlap without another run", async ({
  window,
}) => {
  await open(window, "ssd-cells");
  await expect(found(window)).toHaveText("19 found");
  const counts = window.getByTestId("counts");
  for (const [label, count] of [
    ["RBC", "14"],
    ["WBC", "1"],
    ["Platelets", "4"],
  ] as const)
    await expect(counts).toContainText(new RegExp(`${label}\\s*${count}`));
  const runs = passes(window);
  await slider(window, "Threshold").fill("0.9");
  await expect(found(window)).not.toHaveText("19 found");
  await slider(window, "Threshold").fill("0.1");
  await expect(found(window)).toHaveText(/[2-9]\d found/);
  await slider(window, "Overlap").fill("1");
  await expect(found(window)).toHaveText(/\d{3,} found/);
  expect(runs()).toBe(0);
  await expect(window.getByTestId("no-twin")).toContainText("SSD");
});

const viewMenu = (window: Page) => window.getByRole("button", { name: "View", exact: true });

test("the list selects and zooms with arrow keys, and shows one class alone", async ({
  window,
}) => {
  await open(window, "ssd-cells");
  const list = window.getByTestId("detections");
  const scale = window.getByText(/^\d+%$/).first();
  const whole = await scale.textContent();
  await list.focus();
  await window.keyboard.press("ArrowDown");
  await expect(list.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "1");
  await expect(window.getByTestId("selected-box")).toBeVisible();
  await expect(scale).not.toHaveText(whole ?? "");
  await window.keyboard.press("End");
  await expect(list.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "19");
  await window.getByRole("combobox", { name: "Class", exact: true }).selectOption("WBC");
  await expect(found(window)).toHaveText("1 of 19");
  await expect(list.getByRole("option")).toHaveCount(1);
});

test("a proposal network over its pyramid: the best of all scales, or one of them", async ({
  window,
}) => {
  await open(window, "pnet-cells");
  await viewMenu(window).click();
  const scale = window.getByRole("combobox", { name: "Scale", exact: true });
  await expect(scale.locator("option")).toHaveCount(11); // ten, and the best of all
  await scale.selectOption("3");
  await expect(window.getByTestId("heatmap")).toBeVisible();
  await expect(window.getByText(/^Cells/)).toContainText("10 scales");
});

test("a proposal network with anchors says why it has no twin", async ({ window }) => {
  await open(window, "rpn-cells");
  await expect(found(window)).toHaveText(/^\d+ found$/);
  await expect(window.getByTestId("no-twin")).toBeVisible();
});

test("an image is looked at on scales of the user's own, and on the model's again", async ({
  window,
}) => {
  await open(window, "alexnet-cells");
  const scales = window.getByTestId("scales");
  await scales.locator("summary").click();
  await scales.getByRole("combobox").selectOption("list");
  await scales.getByRole("textbox").fill("1, nonsense");
  await expect(scales.getByRole("alert")).toBeVisible();
  await scales.getByRole("textbox").fill("1, 1/2");
  await scales.getByRole("button").click();
  const shown = window.getByRole("combobox", { name: "Scale", exact: true });
  await viewMenu(window).click();
  await expect(shown.locator("option")).toHaveCount(3);
  await window.keyboard.press("Escape");
  await expect(scales.locator("summary")).toContainText("2, from 1 to 1/2");
  await scales.getByRole("combobox").selectOption("own");
  await scales.getByRole("button").click();
  await expect(scales.locator("summary")).not.toContainText("from 1 to 1/2");
  await expect(window.getByTestId("total")).toBeVisible();
  await viewMenu(window).click();
  await expect(window.getByRole("combobox", { name: "Colours" })).toBeVisible();
  await expect(shown).toHaveCount(0);
});

const shared = "../shared";
test("MTCNN's three files are dropped as one model, and its networks are looked at one by one", async ({
  window,
}) => {
  const here = existsSync(`${shared}/models/mtcnn`) && existsSync(`${shared}/data/faces`);
  if (!here) console.warn(`not run: MTCNN's weights are not in ${shared}`);
  test.skip(!here, "MTCNN's weights are not beside the project");
  const portrait = fileAt(`${shared}/data/faces/astronaut.png`, "portrait.png", "image/png");
  await open(window, "rpn-cells", portrait);
  const weights = [1, 2, 3].map((network) =>
    fileAt(`${shared}/models/mtcnn/det${network}.npy`, `det${network}.npy`, ""),
  );
  await drop(window, ...weights);
  const dialog = window.getByRole("dialog");
  await expect(window.getByTestId("adding-state")).toHaveText("Ready to be added");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(found(window)).toHaveText("1 found");
  await expect(window.getByTestId("head-kind")).toContainText("3 networks");
  const stages = window.getByTestId("stages").getByRole("radio");
  await expect(stages).toHaveCount(3);
  await stages.first().check();
  await expect(found(window)).toHaveText("135 found");
  await stages.nth(1).check();
  await expect(found(window)).toHaveText("8 found");
  await stages.last().check();
  await slider(window, "Threshold").fill("0.01");
  await expect(found(window)).not.toHaveText("1 found");
});
