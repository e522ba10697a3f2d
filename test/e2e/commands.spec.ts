/** @file All commands in one list, by Ctrl+K. */
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "./browser.ts";

const bar = (window: Page) => window.getByRole("dialog", { name: "Commands" });
const ask = async (window: Page, letters: string): Promise<void> => {
  await window.keyboard.press("Control+k");
  await bar(window).getByRole("combobox").fill(letters);
};

test("finds what was meant, says what cannot be done now and why, and does it", async ({
  window,
}) => {
  await ask(window, "measure every");
  const option = bar(window).getByRole("option", { name: /Measure every window/ });
  await expect(option).toHaveAttribute("aria-disabled", "true");
  await expect(option).toContainText("no image yet");
  // It is not done.
  await window.keyboard.press("Enter");
  await expect(bar(window)).toBeVisible();
  await bar(window).getByRole("combobox").fill("sample ssd");
  await expect(bar(window).getByRole("option").first()).toContainText("the sample of SSD");
  await window.keyboard.press("Enter");
  await expect(bar(window)).toHaveCount(0);
  await expect(window.getByTestId("total")).toBeVisible({ timeout: 60_000 });
  await expect(window.getByRole("combobox", { name: "Model" })).toHaveValue("ssd-cells");
});

test("goes through the list by key, leads to pages, and gives the focus back", async ({
  window,
}) => {
  const button = window.getByRole("button", { name: "Commands" });
  await button.focus();
  await window.keyboard.press("Enter");
  const options = bar(window).getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await window.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await expect(options.last()).toBeInViewport();
  await window.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await window.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await ask(window, "goto models");
  await window.keyboard.press("Enter");
  await expect(window.getByRole("heading", { name: "Models", level: 2 })).toBeVisible();
});

test("copies the analysis as a command line", async ({ window }) => {
  await window.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await window.getByRole("button", { name: "Try the sample" }).click();
  await expect(window.getByTestId("total")).toBeVisible({ timeout: 60_000 });
  await ask(window, "copy as");
  await window.keyboard.press("Enter");
  await expect(window.getByText("On the clipboard:")).toBeVisible();
  const copied = await window.evaluate<string>("navigator.clipboard.readText()");
  expect(copied).toMatch(/^fullconv analyze digits\.png --model lenet-digits/);
});
