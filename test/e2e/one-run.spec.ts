/** @file What the window says of a pass: it ran once, it is measured when somebody asks, and what cannot be used says why. */
import { expect } from "@playwright/test";
import { test } from "./browser.ts";

test("runs the pass once, and measures it precisely when it is asked to", async ({ window }) => {
  await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
  const measure = window.getByRole("button", { name: "Measure the baseline" });
  await expect(measure).toBeDisabled();
  await expect(measure).toHaveAttribute("title", "There is no image yet: open one.");
  await window.getByRole("button", { name: "Try the sample" }).click();
  const runs = window.getByTestId("runs");
  await expect(runs).toHaveText("Run: one run, the network’s first");
  await expect(measure).toBeEnabled();
  await window.getByRole("button", { name: "Measure precisely" }).click();
  await expect(runs).toHaveText("Run: median of 5 runs");
  // It would only give the same.
  await expect(window.getByRole("button", { name: "Run again" })).toHaveCount(0);
  await window.getByRole("combobox", { name: "Memory for one tile" }).selectOption("256");
  await window.getByRole("button", { name: "Run again" }).click();
  await expect(runs).toHaveText("Run: one run");
});

test("a detector without windows says why it is not compared across devices", async ({
  window,
}) => {
  await window.getByRole("combobox", { name: "Model" }).selectOption("ssd-cells");
  const compare = window.getByRole("button", { name: "Compare the devices" });
  await expect(compare).toBeDisabled();
  await expect(compare).toHaveAttribute(
    "title",
    "This detector has no windows that the pass could be compared with.",
  );
});
