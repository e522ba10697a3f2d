/** @file What a window remembers of itself, and where it begins. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "./browser.ts";
import { choose, plainImage } from "./files.ts";
import { heatmap, scale } from "./screen.ts";

/** How many passes the page has asked the host for. */
function countPasses(window: Page): { readonly count: () => number } {
  let count = 0;
  window.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/analyses")) count++;
  });
  return { count: () => count };
}

const found = (window: Page) => window.getByTestId("detections");

test("a reload, and Back from a page, leave the image as it was, without a second pass", async ({
  window,
}) => {
  const passes = countPasses(window);
  await window.getByRole("button", { name: "Try the sample" }).click();
  await expect(window.getByTestId("total")).toBeVisible();
  await expect(heatmap(window)).toBeVisible();
  const fitted = await scale(window).innerText();
  await window.keyboard.press("+");
  await expect(scale(window)).not.toHaveText(fitted);
  const before = { scale: await scale(window).innerText(), name: await window.title() };
  const detections = await found(window).innerText();
  await window.reload();
  await expect(window.getByTestId("total")).toBeVisible();
  await expect(scale(window)).toHaveText(before.scale);
  await expect(found(window)).toHaveText(detections, { useInnerText: true });
  expect(await window.title()).toBe(before.name);
  expect(passes.count()).toBe(1);

  await window.getByRole("link", { name: "Models" }).click();
  await expect(window.getByRole("heading", { name: "Models", level: 2 })).toBeVisible();
  await window.goBack();
  await expect(scale(window)).toHaveText(before.scale);
  await expect(heatmap(window)).toBeVisible();
  expect(passes.count()).toBe(1);
});

test("a pass that is on its way when the window is loaded anew goes on, and ends", async ({
  window,
}) => {
  const passes = countPasses(window);
  // A cell for every pixel of it takes long enough to reload in the middle.
  await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
  await window.getByRole("checkbox", { name: "A cell for every pixel" }).check();
  const kept = window.waitForResponse((answer) => answer.url().endsWith("/keep"));
  await choose(window, await plainImage("large.png", 2400, 2400));
  await kept;
  await window.reload();
  await expect(window.getByTestId("total")).toBeVisible();
  expect(passes.count()).toBe(1);
  await expect(window.getByRole("checkbox", { name: "A cell for every pixel" })).toBeChecked();
});

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds wrong, by rule and element. */
async function violations(window: Page): Promise<string[]> {
  await window.evaluate(readFileSync(axe, "utf8"));
  return window.evaluate<string[]>(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
}

test("Home lists what was looked at, opens and forgets it, and is accessible, light and dark", async ({
  window,
}) => {
  await choose(window, await plainImage("plain.png", 64, 64));
  await expect(window.getByTestId("total")).toBeVisible();
  await window.getByRole("link", { name: "Fullconv" }).click();
  const recent = window.getByTestId("recent");
  await expect(recent.filter({ hasText: "plain.png" })).toContainText("0 found");
  await expect(recent.filter({ hasText: "plain.png" }).locator("img")).toHaveAttribute(
    "src",
    /^data:image\/webp/,
  );
  await expect(window.getByRole("button", { name: /^Open the sample of/ })).toHaveCount(5);
  expect(await violations(window)).toEqual([]);
  await window.getByRole("radio", { name: "Dark" }).check({ force: true });
  expect(await violations(window)).toEqual([]);
  await window.setViewportSize({ width: 640, height: 400 });
  const beyond = "document.documentElement.scrollWidth - window.innerWidth";
  expect(await window.evaluate(beyond)).toBe(0);

  await window.getByRole("button", { name: /^Open the sample of SSD/ }).click();
  await expect(window.getByTestId("total")).toBeVisible();
  await window.getByRole("link", { name: "Fullconv" }).click();
  // The host still has the file that the browser sent.
  const noted = window.waitForResponse(
    (answer) => answer.url().endsWith("/api/recents") && answer.request().method() === "POST",
  );
  await window.getByRole("button", { name: /^plain\.png/ }).click();
  await expect.poll(() => window.title()).toMatch(/^plain\.png/);
  // What is looked at is in the list: until then it would come back.
  await noted;
  await window.goBack();
  await window.getByRole("button", { name: "Remove plain.png from the list" }).click();
  await expect(recent.filter({ hasText: "plain.png" })).toHaveCount(0);
  await window.getByRole("button", { name: "Forget all" }).click();
  await expect(recent).toHaveCount(0);
});
