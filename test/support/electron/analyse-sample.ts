/** @file The first thing that a new user does, by the window. */
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";

/**
 * Opens the sample of the first model and waits for its pass.
 * @param timeout milliseconds that the pass may take
 * @returns how many boxes are shown
 */
export async function analyseSample(page: Page, timeout: number): Promise<number> {
  await page.getByRole("button", { name: "Try the sample" }).click();
  await expect(page.getByText("digits.png", { exact: true }).first()).toBeVisible({ timeout });
  await expect(page.getByText(/^Cells\b/).first()).toBeVisible({ timeout });
  const boxes = page.getByRole("button", { name: /^Boxes \d/ });
  await expect(boxes).toBeVisible({ timeout });
  return Number(/\d+/.exec((await boxes.textContent()) ?? "")?.[0]);
}
