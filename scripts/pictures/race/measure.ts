/** @file A real pass and its real windows, one by one, over the sample sheet: times and both score maps. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { colorTable } from "../../../src-core/overlay/colormap.ts";
import { paintCells } from "../../../src-core/overlay/paint.ts";
import { scorePlane } from "../../../src-core/overlay/plane.ts";
import type { MapPlacement } from "../../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../../src-core/overlay/registration.ts";
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import { analysis } from "../../../src-core/contract/analysis.ts";
import { readNpy } from "../../../test/support/maps/npy.ts";

const image = "models/lenet-digits/samples/digits.png";

/** What the page draws; pictures as data URLs, places in pixels of the image. */
export interface Race {
  readonly image: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly placement: MapPlacement;
  readonly area: ReturnType<typeof mapRectangle>;
  readonly maps: { readonly pass: string; readonly windows: string };
  readonly boxes: Analysis["detections"];
  readonly positions: number;
  /** Milliseconds of the network alone. */
  readonly times: { readonly pass: number; readonly single: number; readonly batched: number };
  readonly batch: number;
  readonly equality: {
    readonly checked: number;
    readonly maxAbsDiff: number;
    readonly argmaxAgreement: number;
  };
  /** "AMD EPYC, 2 cores" */
  readonly machine: string;
}

/** Runs the built command once, every way one time. */
function run(method: "both" | "window", out: string, budget: string): Analysis {
  const settings = `--model lenet-digits --device cpu --runs 1 --map --json --quiet`.split(" ");
  const call = ["analyze", image, ...settings, "--method", method, "--baseline-budget", budget];
  const command = ["dist/cli.js", ...call, "--out", out];
  return analysis.parse(JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" })));
}

const dataUrl = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString("base64")}`;

/** The map's best object of each cell, painted as the window does. */
async function painted({ files, model }: Analysis): Promise<string> {
  const { shape, values } = readNpy(readFileSync(files.map ?? ""));
  const [classes = 0, rows = 0, columns = 0] = shape;
  const plane = scorePlane(
    { data: values, classes, rows, columns },
    "objects",
    model.classes.indexOf("background"),
  );
  const cells = paintCells(plane, { colors: colorTable("viridis"), opacity: 0.9, threshold: 0 });
  return dataUrl(
    await sharp(cells, { raw: { width: columns, height: rows, channels: 4 } })
      .png()
      .toBuffer(),
  );
}

const needed = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`the analysis has no ${what}`);
  return value;
};

/** @param folder for what is written meanwhile */
export async function measure(folder: string): Promise<Race> {
  const both = run("both", join(folder, "both"), "full");
  const alone = run("window", join(folder, "windows"), "1ms");
  const fcn = needed(both.timings.fcn, "pass");
  const { positions, batched, single } = needed(both.timings.window, "windows");
  if (single.extrapolated) throw new Error("not all windows were measured one by one");
  const equality = needed(both.equality, "comparison");
  const { columns, rows, strideX, strideY } = both.map;
  const window = needed(both.model.window, "window");
  const placement = {
    columns,
    rows,
    strideX,
    strideY,
    windowWidth: window.width,
    windowHeight: window.height,
  };
  return {
    image: dataUrl(readFileSync(image)),
    size: { width: both.image.width, height: both.image.height },
    placement,
    area: mapRectangle(placement),
    maps: { pass: await painted(both), windows: await painted(alone) },
    boxes: both.detections,
    positions,
    times: { pass: fcn.run.median, single: single.median, batched: batched.median },
    batch: batched.batch,
    equality: {
      checked: needed(equality.checked, "checked cells"),
      maxAbsDiff: needed(equality.maxAbsDiff, "difference"),
      argmaxAgreement: needed(equality.argmaxAgreement, "agreement"),
    },
    machine: `${both.device.name}, ${availableParallelism()} cores`,
  };
}
