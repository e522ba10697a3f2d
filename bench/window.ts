/**
 * @file How fast the window answers, in the system's Chromium against the built server: frames while an image of 30 megapixels with
 * heat-map and 2,000 boxes is dragged and zoomed, a key on the threshold with 5,000 boxes, a file that is let go of.
 *
 *   npm run build && npm run bench:window -- [--frames 240] [--gpu] [--size 1280x800]
 *
 * `--gpu` lets the browser draw on the graphics card; without it all is drawn on the processor. A frame takes at least one turn of
 * the screen, 16.7 ms at 60 Hz.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import sharp from "sharp";
import { choose } from "../test/e2e/files.ts";
import { admitted } from "../test/support/http/admitted.ts";
import { chromiumOptions } from "../test/support/processes/chromium.ts";
import { serve } from "../test/support/processes/served.ts";
import { dropTime, frameTimes, keyTimes, timesOf } from "./window/frames.ts";

const { values } = parseArgs({
  options: {
    frames: { type: "string", default: "240" },
    size: { type: "string", default: "1280x800" },
    gpu: { type: "boolean", default: false },
  },
});
const frames = Number(values.frames);
const [width = NaN, height = NaN] = values.size.split("x").map(Number);
if (!(frames > 0 && width > 0 && height > 0))
  throw new RangeError(`--frames ${values.frames} --size ${values.size}: numbers are needed`);

const patience = 600_000; // milliseconds: the pass over so many windows
const sheet = "models/lenet-digits/samples/digits.png"; // 640 × 480, 40 digits

/** Sheets of digits on paper. @param columns and rows of sheets, `filled` rows of them with digits */
async function sheets(columns: number, rows: number, filled: number): Promise<Buffer> {
  const paper = { width: 640 * columns, height: 480 * rows, channels: 3 as const };
  const digits = { width: 640 * columns, height: 480 * filled, channels: 3 as const };
  const input = await sharp({ create: { ...digits, background: "#f6f1e6" } })
    .composite([{ input: sheet, tile: true }])
    .jpeg()
    .toBuffer();
  return sharp({ create: { ...paper, background: "#f6f1e6" } })
    .composite([{ input, left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
}

const served = await serve(mkdtempSync(join(tmpdir(), "home-of-bench-")), [], {
  FULLCONV_CACHE: mkdtempSync(join(tmpdir(), "cache-of-bench-")),
});
const { open } = await admitted(served.address);
const { args, ...options } = chromiumOptions;
const browser = await chromium.launch({
  ...options,
  args: values.gpu
    ? [...args.filter((one) => one !== "--disable-gpu"), "--enable-gpu", "--ignore-gpu-blocklist"]
    : args,
});
try {
  const page = await browser.newPage({ viewport: { width, height } });
  await open(page);
  await page.getByRole("checkbox", { name: "Measure after each image" }).uncheck();

  const opened = async (name: string, buffer: Buffer): Promise<string> => {
    await choose(page, { name, mimeType: "image/jpeg", buffer });
    await page.locator("header").getByTitle(name).waitFor({ timeout: patience });
    await page.getByTestId("total").waitFor({ timeout: patience });
    const found = page.getByTestId("found");
    await found.filter({ hasNotText: "…" }).waitFor({ timeout: patience });
    return found.innerText();
  };
  const tell = (what: string, times: readonly number[]): void => {
    const { count, median, p95, min, max } = timesOf(times);
    const [a, b, c, d] = [median, p95, min, max].map((time) => time.toFixed(1));
    console.log(`${what}: median ${a} ms, p95 ${b}, min ${c}, max ${d} (${count})`);
  };

  const dropped = (
    await sharp({ create: { width: 200, height: 120, channels: 3, background: "#808080" } })
      .png()
      .toBuffer()
  ).toString("base64");
  const drops: number[] = [];
  for (let turn = 0; turn < 9; turn++) {
    drops.push(await dropTime(page, `dropped-${turn}.png`, dropped));
    await page.getByTestId("total").waitFor({ timeout: patience });
  }
  tell("a file that is let go of", drops);

  const boxes = await opened("thirty.jpg", await sheets(10, 10, 5));
  for (const kind of ["pan", "zoom"] as const) {
    await page.keyboard.press("0");
    tell(
      `${kind}, 30.7 megapixels as a whole, ${boxes} boxes`,
      await frameTimes(page, kind, frames),
    );
  }
  await page.keyboard.press("0");
  for (let turn = 0; turn < 4; turn++) await page.keyboard.press("+");
  tell(`pan, 30.7 megapixels from nearer`, await frameTimes(page, "pan", frames));

  const many = await opened("forty.jpg", await sheets(12, 12, 12));
  await page.keyboard.press("0");
  tell(`a key on the threshold, ${many} boxes`, await keyTimes(page, 40));
} finally {
  await browser.close();
  await served.stop();
}
