/** @file The pictures of the window: what is opened, and what is waited for before it is shown. */
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Admitted } from "../../test/support/http/admitted.ts";
import { onnxFile } from "../../test/support/models/own-models.ts";
import { choose, drop } from "../../test/e2e/files.ts";
import { scored } from "../../test/e2e/screen.ts";
import { hasChinese } from "./fonts.ts";
import { largeSheet, smears } from "./images.ts";
import type { Studio } from "./studio.ts";

type Scene = (studio: Studio, served: Admitted) => Promise<void>;

const size = { width: 1440, height: 900 };
const patience = { timeout: 300_000 };

async function open(studio: Studio, served: Admitted, model: string): Promise<Page> {
  const page = await studio.page(size);
  await served.open(page);
  await page.getByRole("combobox", { name: "Model" }).selectOption(model);
  return page;
}

/** The point of the image, in its pixels, under the pointer. */
async function pointAt(page: Page, x: number, y: number): Promise<void> {
  const threshold = page.getByRole("slider", { name: /Threshold|阈值/ });
  const before = await threshold.inputValue();
  // Every cell is coloured then, and the place of the map is seen.
  await threshold.fill("0");
  const heat = await scored(page);
  await threshold.fill(before);
  // LeNet's map begins 12 pixels inside of the image of 640 × 480, and has 154 × 114 cells of 4 pixels.
  await page.mouse.move(
    heat.x + ((x - 12) * heat.width) / 616,
    heat.y + ((y - 12) * heat.height) / 456,
  );
  await expect(page.getByTestId("probe-difference")).toBeVisible();
}

/** The sample sheet, compared, with a cell under the pointer: light, dark, and in Chinese. */
async function window(studio: Studio, served: Admitted): Promise<void> {
  const page = await open(studio, served, "lenet-digits");
  await page.getByRole("button", { name: "Try the sample" }).click();
  await expect(page.getByTestId("agreement")).toBeVisible(patience);
  await pointAt(page, 493, 313);
  await page.evaluate(`document.getElementById("pass").scrollIntoView()`);
  await studio.keep("window-light", page);
  await page.emulateMedia({ colorScheme: "dark" });
  await studio.keep("window-dark", page);
  await page.emulateMedia({ colorScheme: "light" });
  if (!hasChinese()) {
    console.error("window-chinese is not made: no font with Chinese letters is here");
    return;
  }
  await page.getByRole("radio", { name: "简体中文" }).check({ force: true });
  await pointAt(page, 493, 313);
  await studio.keep("window-chinese", page);
}

/** A blood count, and what can be saved of it. */
async function detector(studio: Studio, served: Admitted): Promise<void> {
  const page = await open(studio, served, "ssd-cells");
  const [smear] = await smears(studio.scratch, 1);
  if (!smear) throw new Error("there is no smear");
  await choose(page, smear);
  await expect(page.getByTestId("total")).toBeVisible(patience);
  await studio.keep("detector", page);
  await page.getByRole("button", { name: "Export…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await studio.keep("export", page);
}

/** Two dozen smears, counted. */
async function batch(studio: Studio, served: Admitted): Promise<void> {
  const page = await open(studio, served, "ssd-cells");
  await choose(page, ...(await smears(studio.scratch, 24)));
  await page.getByRole("dialog").getByRole("button", { name: "Start with 24 images" }).click();
  await expect(page.getByTestId("batch-status")).toHaveText("Done", patience);
  await page.mouse.move(0, 0);
  await studio.keep("batch", page);
}

/** A file of one's own, read and asked. */
async function adding(studio: Studio, served: Admitted): Promise<void> {
  const page = await open(studio, served, "lenet-digits");
  const digits = "zero one two three four five six seven eight nine".split(" ");
  await drop(
    page,
    { name: "my-digits.onnx", mimeType: "application/octet-stream", buffer: onnxFile("lenet") },
    { name: "my-digits.txt", mimeType: "text/plain", buffer: Buffer.from(digits.join("\n")) },
  );
  await expect(page.getByTestId("findings")).toBeVisible(patience);
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: /^MNIST/ })
    .check();
  await expect(page.getByTestId("adding-state")).toHaveText("Ready to be added");
  await studio.keep("adding", page);
}

/** An archive of 15 megapixels whose map grows tile by tile, half way. */
async function large(studio: Studio, served: Admitted): Promise<void> {
  const page = await open(studio, served, "lenet-digits");
  await page.getByRole("combobox", { name: "Memory for one tile" }).selectOption("256");
  await choose(page, await largeSheet());
  await expect(page.getByText("No score yet")).toBeVisible(patience);
  const done = async () => Number(await page.evaluate(`document.querySelector("progress")?.value`));
  // The first of six runs fills the map, the others are timed.
  await expect.poll(done, patience).toBeGreaterThan(0.08);
  await studio.keep("large", page);
}

export const scenes: Readonly<Record<string, Scene>> = { window, detector, batch, adding, large };
