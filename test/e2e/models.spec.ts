/** @file The page of models: what is known of each, and what can be done with one. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "./browser.ts";

const page = (window: Page) => window.getByRole("main");
const listed = (window: Page) => page(window).getByRole("navigation").getByRole("button");
const builtIn = (window: Page) =>
  page(window).getByRole("list", { name: "Built in" }).getByRole("button");
/** Another test may have added one of its own. */
const copies = (window: Page) => listed(window).filter({ hasText: /Copy of|My digits/ });

test.beforeEach(async ({ window }) => {
  await window.getByRole("link", { name: "Models" }).click();
  await expect(page(window).getByRole("heading", { name: "Models", level: 2 })).toBeVisible();
});

test("says of every model what it is and how well it does", async ({ window }) => {
  await expect(builtIn(window)).toHaveCount(5);
  await builtIn(window).filter({ hasText: "SSD" }).click();
  const details = page(window).getByRole("article");
  await expect(details).toContainText("ssd-cells");
  await expect(details).toContainText("BCCD");
  await expect(details.getByRole("row", { name: "test MAP" })).toContainText("0.904");
  const edit = details.getByRole("button", { name: "Edit…" });
  await expect(edit).toBeDisabled();
  await expect(edit).toHaveAttribute("title", /make a duplicate/);
});

test("copies, renames, gives out and removes one", async ({ window }) => {
  const details = page(window).getByRole("article");
  await builtIn(window).filter({ hasText: "LeNet" }).click();
  await details.getByRole("button", { name: "Duplicate…" }).click();
  const dialog = window.getByRole("dialog");
  await expect(dialog.getByLabel("Id")).toHaveValue("lenet-digits-2");
  await dialog.getByLabel("Id").fill("Not an id");
  await expect(dialog.getByRole("button", { name: "Duplicate" })).toBeDisabled();
  await dialog.getByLabel("Id").fill("my-digits");
  await dialog.getByRole("button", { name: "Duplicate" }).click();
  await expect(details.getByRole("heading", { level: 3 })).toHaveText(/^Copy of LeNet/);

  await details.getByRole("button", { name: "Edit…" }).click();
  await dialog.getByLabel("Name in English").fill("My digits");
  const names = dialog.getByLabel("Classes, one in each line");
  const before = await names.inputValue();
  await names.fill(before.replace("0\n", ""));
  await expect(dialog.getByRole("status")).toContainText("10 names; there have to be 11");
  await names.fill(before.replace("0\n", "zero\n"));
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(details.getByRole("heading", { level: 3 })).toHaveText("My digits");
  await expect(details.getByRole("listitem").first()).toHaveText("zero");

  const download = window.waitForEvent("download");
  await details.getByRole("link", { name: "Export" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("my-digits.zip");
  expect(readFileSync(await file.path()).includes("my-digits/model.onnx")).toBe(true);

  await expect(copies(window)).toHaveCount(1);
  await details.getByRole("button", { name: "Remove…" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(copies(window)).toHaveCount(0);
});

test("a model is chosen for the image, and its sample opened", async ({ window }) => {
  await builtIn(window).filter({ hasText: "AlexNet" }).click();
  await page(window).getByRole("button", { name: "Use it" }).click();
  await expect(window.getByRole("combobox", { name: "Model" })).toHaveValue("alexnet-cells");
  await window.goBack();
  await builtIn(window).filter({ hasText: "SSD" }).click();
  await page(window).getByRole("button", { name: "Open its sample" }).click();
  await expect(window.getByTestId("total")).toBeVisible({ timeout: 60_000 });
});
