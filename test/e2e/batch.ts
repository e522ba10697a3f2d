/** @file What the window must do with many images in one go, wherever it runs: `test` says how a window comes to be. */
import { readFileSync } from "node:fs";
import type { Locator, Page, TestType } from "@playwright/test";
import { expect } from "@playwright/test";
import type { WindowFixtures } from "./browser.ts";
import type { TestFile } from "./files.ts";
import { choose, drop, plainImage, stackOfPages, textFile } from "./files.ts";

const grid = (window: Page): Locator => window.getByRole("grid");
const row = (window: Page, name: string): Locator => window.getByRole("row", { name });
const status = (window: Page): Locator => window.getByTestId("batch-status");

/** Five images of different sizes, and one that is none. */
async function sixFiles(): Promise<TestFile[]> {
  const names = ["1.png", "2.png", "3.png", "10.png", "中文 é #,%.png"];
  const images = names.map((name, at) => plainImage(name, 60 + 10 * at, 50));
  return [...(await Promise.all(images)), textFile("broken.png")];
}

async function start(window: Page): Promise<void> {
  const dialog = window.getByRole("dialog");
  await expect(dialog).toContainText("6 images");
  await dialog.getByRole("button", { name: "Start with 6 images" }).click();
  await expect(status(window)).toHaveText("Done");
}

export function batchBehaviour<W extends object>(test: TestType<WindowFixtures, W>): void {
  test("runs over several images, and lists what failed", async ({ window }) => {
    await choose(window, ...(await sixFiles()));
    await start(window);
    await expect(window.getByTestId("batch-progress")).toHaveText("6 of 6");
    await expect(window.getByTestId("batch-failed")).toHaveText("1 failed");
    await expect(grid(window)).toHaveAttribute("aria-rowcount", "7");
    await expect(row(window, "中文 é #,%.png")).toContainText("done");
    await window.getByRole("radio", { name: "Failed" }).check({ force: true });
    await expect(grid(window)).toHaveAttribute("aria-rowcount", "2");
    await expect(row(window, "broken.png")).toContainText("failed");
    await row(window, "broken.png").click();
    await expect(window.getByTestId("batch-reason")).toContainText("broken.png");
  });

  test("marks the rows whose results have something to tell, and saves the table", async ({
    window,
  }) => {
    await choose(window, await stackOfPages("stack.tif"), await plainImage("plain.png", 60, 50));
    await window.getByRole("dialog").getByRole("button", { name: "Start with 2 images" }).click();
    await expect(status(window)).toHaveText("Done");
    await expect(row(window, "stack.tif")).toContainText("1 notice: Pages not read");
    await expect(row(window, "plain.png")).not.toContainText("notice");
    const download = window.waitForEvent("download");
    await window.getByRole("button", { name: "Save the table as CSV" }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    expect(text).toContain("pages-left-out: the file has 3 pages: the first one alone is read");
    expect(text).toMatch(/plain\.png,done,60,50,/);
  });

  test("opens an image of the batch, those beside it, and comes back", async ({ window }) => {
    await choose(window, ...(await sixFiles()));
    await start(window);
    await row(window, "2.png").click();
    await expect(window.getByTestId("heatmap")).toBeVisible();
    await expect(window.getByRole("banner")).toContainText("2.png");
    await window.keyboard.press("n");
    await expect(window.getByRole("banner")).toContainText("3.png");
    await window.keyboard.press("p");
    await expect(window.getByRole("banner")).toContainText("2.png");
    await window.getByRole("button", { name: "Back to the batch" }).click();
    await expect(row(window, "2.png")).toHaveAttribute("aria-selected", "true");
    await window.keyboard.press("ArrowDown");
    await expect(row(window, "3.png")).toHaveAttribute("aria-selected", "true");
    await window.keyboard.press("Enter");
    await expect(window.getByRole("button", { name: "Back to the batch" })).toBeVisible();
    await expect(window.getByRole("banner")).toContainText("3.png");
    await window.keyboard.press("Backspace");
    await expect(grid(window)).toBeVisible();
  });

  test("tries failed images again, and finds a batch after a reload", async ({ window }) => {
    await drop(window, ...(await sixFiles()));
    await start(window);
    await window.getByRole("button", { name: "Retry failed (1)" }).click();
    // It is no image the second time either.
    await expect(window.getByTestId("batch-failed")).toHaveText("1 failed");
    await expect(status(window)).toHaveText("Done");
    await window.reload();
    await window.getByRole("button", { name: "Batch" }).first().click();
    await expect(window.getByTestId("batch-progress")).toHaveText("6 of 6");
    await expect(grid(window)).toHaveAttribute("aria-rowcount", "7");
  });

  test("sorts by a column, finds a name, and deletes a batch", async ({ window }) => {
    await choose(window, ...(await sixFiles()));
    await start(window);
    const first = grid(window).getByRole("row").nth(1);
    await expect(first).toContainText("1.png");
    await window.getByRole("button", { name: "Size" }).click();
    await expect(window.getByRole("columnheader", { name: "Size" })).toHaveAttribute(
      ...(["aria-sort", "descending"] as const),
    );
    await expect(first).toContainText("中文");
    await window.getByRole("searchbox", { name: "Search by name" }).fill("10.P");
    await expect(grid(window)).toHaveAttribute("aria-rowcount", "2");
    await window.getByRole("button", { name: "Delete…" }).click();
    const dialog = window.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: "Delete the results, too" }).check();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await expect(window.getByTestId("batch")).toHaveCount(0);
  });
}
