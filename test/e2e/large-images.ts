/** @file What the window must do with an image too large to be held whole: prepare it, show it in tiles, let its map grow. */
import { readFile } from "node:fs/promises";
import type { Locator, Page, TestType } from "@playwright/test";
import { expect } from "@playwright/test";
import sharp from "sharp";
import { mapRectangle } from "../../src-core/overlay/registration.ts";
import type { WindowFixtures } from "./browser.ts";
import { patience } from "../support/slowness.ts";
import type { TestFile } from "./files.ts";
import { choose, plainImage } from "./files.ts";
import { heatmap, redRectangle, relative, scale, scored, withoutMap } from "./screen.ts";

/** 39 megapixels, so that it is shown in tiles; no multiple of the pixels of its coarser levels. */
const image = { width: 6001, height: 6499 };

/** LeNet's cells over it. */
const placement = {
  columns: 1494,
  rows: 1618,
  strideX: 4,
  strideY: 4,
  windowWidth: 28,
  windowHeight: 28,
};

const side = 400;
const [first, last] = [
  { x: 200, y: 200 },
  { x: 5400, y: 5900 },
];
/** What the two marks span, and the first alone. */
const both = { ...first, width: last.x + side - first.x, height: last.y + side - first.y };
const alone = { ...first, width: side, height: side };

/** Two red squares on blue, near two corners. */
async function largeImage(name: string): Promise<TestFile> {
  const square = { width: side, height: side, channels: 3 as const, background: "#ff0000" };
  const input = await sharp({ create: square }).png().toBuffer();
  const marks = [first, last].map(({ x, y }) => ({ input, left: x, top: y }));
  const buffer = await sharp({ create: { ...image, channels: 3, background: "#0000ff" } })
    .composite(marks)
    .png()
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}

const preparing = (window: Page): Locator => window.getByTestId("preparing");

async function opened(window: Page, name: string): Promise<void> {
  await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
  await choose(window, await largeImage(name));
}

async function passDone(window: Page): Promise<void> {
  await expect(window.getByTestId("total")).toBeVisible();
}

/** One turn of the wheel: OpenSeadragon takes no notice of one that follows too soon. */
async function zoomIn(window: Page): Promise<void> {
  const before = await scale(window).innerText();
  await expect(async () => {
    await window.mouse.wheel(0, -120);
    await expect(scale(window)).not.toHaveText(before, { timeout: patience(200) });
  }).toPass();
}

const within = 1.5; // CSS pixels

export function largeImages<W extends object>(test: TestType<WindowFixtures, W>): void {
  test("prepares a large image, and lays the map where the cells' windows are, at any zoom", async ({
    window,
  }) => {
    await opened(window, "large.png");
    await expect(heatmap(window)).toBeVisible();
    await expect(window.locator("header")).toContainText("6,001 × 6,499 px");
    await passDone(window);
    await window.keyboard.press("d");
    // Every cell is coloured then, and the place of the map is seen.
    await window.getByRole("slider", { name: "Threshold" }).fill("0");
    const wanted = mapRectangle(placement);

    await window.keyboard.press("0");
    let seen = { x: 0, y: 0, width: 0, height: 0 };
    // Sooner or later, when all tiles are there.
    await expect(async () => {
      seen = await withoutMap(window, redRectangle);
      const whole = await scored(window);
      const expected = relative(wanted, both, seen);
      for (const part of ["x", "y", "width", "height"] as const)
        expect(Math.abs(whole[part] - expected[part]), part).toBeLessThan(2 * within);
    }).toPass();

    // Into the corner, where the first mark and the corner of the map stay in sight.
    for (const wheels of [6, 4]) {
      await window.mouse.move(seen.x, seen.y);
      for (let turn = 0; turn < wheels; turn++) await zoomIn(window);
      // Off the image: the probe's card would show the red of its window.
      await window.mouse.move(700, 20);
      await expect(async () => {
        const corner = relative(wanted, alone, await withoutMap(window, redRectangle));
        const there = await scored(window);
        const stage = await window.getByTestId("image").boundingBox();
        for (const axis of ["x", "y"] as const) {
          // Where the corner is out of sight, the map begins with the stage.
          const begin = Math.max(corner[axis], stage?.[axis] ?? 0);
          expect(Math.abs(there[axis] - begin), `${axis} after ${wheels}`).toBeLessThan(within);
        }
      }).toPass();
    }
  });

  test("shows a window's pixels and scores of a large image", async ({ window }) => {
    await opened(window, "large.png");
    await expect(heatmap(window)).toBeVisible();
    await passDone(window);
    await window.getByRole("application").focus();
    await window.keyboard.press("ArrowRight");
    const probe = window.getByTestId("probe");
    await expect(probe).toContainText("row 809, column 748");
    await expect(window.getByTestId("probe-difference")).toBeVisible();
    // The middle of the image is blue.
    const pixel = `[...document.querySelector("[data-testid=probe] canvas").getContext("2d").getImageData(14, 14, 1, 1).data].join()`;
    await expect.poll(() => window.evaluate<string>(pixel)).toBe("0,0,255,255");
  });

  test("stops preparing, and begins it again", async ({ window }) => {
    await opened(window, "large.png");
    await expect(preparing(window)).toBeVisible();
    await window.keyboard.press("Escape");
    await preparing(window).getByRole("button", { name: "Prepare" }).click();
    await expect(heatmap(window)).toBeVisible();
    await expect(preparing(window)).toHaveCount(0);
    await expect(window.getByRole("alert")).toHaveCount(0);
  });

  test("lets another image replace one that is being prepared", async ({ window }) => {
    await opened(window, "large.png");
    await expect(preparing(window)).toBeVisible();
    await choose(window, await plainImage("small.png", 200, 120));
    await expect(window.locator("header")).toContainText("small.png");
    await expect(heatmap(window)).toBeVisible();
    await expect(preparing(window)).toHaveCount(0);
    await expect(window.getByRole("alert")).toHaveCount(0);
  });

  test("saves the view as it is on the screen", async ({ window }) => {
    await opened(window, "large.png");
    await passDone(window);
    await window.getByRole("button", { name: "Export…" }).click();
    const download = window.waitForEvent("download");
    await window.getByRole("button", { name: "The view as it is on the screen" }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe("large.view.png");
    const { width, height } = await sharp(await readFile(await saved.path())).metadata();
    const stage = await window.getByTestId("image").boundingBox();
    expect([width, height]).toEqual([
      Math.round(stage?.width ?? 0),
      Math.round(stage?.height ?? 0),
    ]);
    const csv = window.waitForEvent("download");
    await window.getByRole("link", { name: "Detections as table" }).click();
    expect((await csv).suggestedFilename()).toBe("large.detections.csv");
  });
}
