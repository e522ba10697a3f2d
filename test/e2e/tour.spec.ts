/** @file The tour: over the real parts of the window, and ended at any time. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "./browser.ts";

const titles = [
  "The heat-map and its threshold",
  "One cell, twice",
  "What was found",
  "The race",
  "Why it works",
  "Models",
  "Everything by name",
  "Take it along",
];

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds wrong with the tour's card, by rule and element. */
async function violations(window: Page): Promise<string[]> {
  await window.evaluate(readFileSync(axe, "utf8"));
  return window.evaluate<string[]>(`axe.run(".driver-popover").then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
}

test("leads past every part that it speaks of, with the sample open, light and dark", async ({
  window,
}) => {
  await window.getByRole("radio", { name: "Dark" }).check({ force: true });
  await window.getByRole("button", { name: "Take the tour" }).click();
  const card = window.getByRole("dialog");
  for (const [index, title] of titles.entries()) {
    await expect(card).toContainText(title);
    await expect(card).toContainText(`${index + 1} of ${titles.length}`);
    await expect(window.locator(".driver-active-element")).toBeInViewport();
    if (index === 0) expect(await violations(window)).toEqual([]);
    await card.getByRole("button", { name: index < titles.length - 1 ? "Next" : "Done" }).click();
  }
  await expect(card).toHaveCount(0);
  await expect(window.getByRole("button", { name: "Help: diagnostics" })).toBeFocused();

  // It is in the list of commands, too, in Chinese, and Esc ends it and nothing else.
  await window.getByRole("radio", { name: "Light" }).check({ force: true });
  await window.getByRole("radio", { name: "简体中文" }).check({ force: true });
  await window.keyboard.press("Control+k");
  await card.getByRole("combobox").fill("导览");
  await window.keyboard.press("Enter");
  await expect(card).toContainText("热力图与阈值");
  expect(await violations(window)).toEqual([]);
  await window.keyboard.press("ArrowRight");
  await expect(card).toContainText("同一个单元，两种算法");
  await window.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
  await expect(window.getByTestId("total")).toBeVisible();
});
