/**
 * @file Draws scenes of handwritten digits on grounds of all sorts, has the command line find the digits, and prints
 * precision, recall and F1. The digits and the clutter are such as the model was not trained on.
 *
 *   node --import tsx bench/scenes.ts [--data ../shared/data] [--count 10] [--seed 1] [--model lenet-digits]
 *                                     [--threshold 0.5] [--cli dist/cli.js] [--out DIR] [--variants]
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs, promisify } from "node:util";
import sharp from "sharp";
import { readTestClutter, readTestDigits } from "./scenes/data.ts";
import { groundKinds } from "./scenes/grounds.ts";
import { Random } from "./scenes/random.ts";
import { inks, makeScene, type Scene, sceneHeight, sceneWidth } from "./scenes/scene.ts";
import { type FoundDigit, Score } from "./scenes/score.ts";

const { values: options } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data" },
    count: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    model: { type: "string", default: "lenet-digits" },
    threshold: { type: "string", default: "0.5" },
    cli: { type: "string", default: "dist/cli.js" },
    out: { type: "string" },
    variants: { type: "boolean", default: false },
  },
});

const folder = options.out ?? mkdtempSync(join(tmpdir(), "fullconv-scenes-"));
try {
  mkdirSync(folder, { recursive: true });
  const scenes = await drawScenes(folder);
  print(scenes, await findDigits(folder));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  if (options.out === undefined) {
    rmSync(folder, { recursive: true });
  }
}

/** `count` scenes for each ground and ink, written as PNG; by file name. */
async function drawScenes(into: string): Promise<Map<string, Scene>> {
  const digits = readTestDigits(options.data);
  const clutter = await readTestClutter(options.data);
  const scenes = new Map<string, Scene>();
  const random = new Random(Number(options.seed));
  for (const ground of groundKinds) {
    for (const ink of inks) {
      for (let i = 0; i < Number(options.count); i++) {
        const scene = makeScene(ground, ink, digits, clutter, random);
        const name = `${ground}-${ink}-${String(i).padStart(3, "0")}.png`;
        const raw = { width: sceneWidth, height: sceneHeight, channels: 1 } as const;
        await sharp(scene.pixels, { raw }).toColourspace("b-w").png().toFile(join(into, name));
        scenes.set(name, scene);
      }
    }
  }
  return scenes;
}

/** One single pass per scene, by the command line; detections by file name. */
async function findDigits(from: string): Promise<Map<string, readonly FoundDigit[]>> {
  const call = ["analyze", from, "--model", options.model, "--method", "fcn", "--runs", "1"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [options.cli, ...call, "--threshold", options.threshold, "--json", "--quiet"],
    { maxBuffer: 1 << 30 },
  );
  const found = new Map<string, readonly FoundDigit[]>();
  for (const line of stdout.split("\n").filter((text) => text !== "")) {
    const result = JSON.parse(line) as {
      readonly image: { readonly path: string };
      readonly detections: readonly FoundDigit[];
    };
    found.set(basename(result.image.path), result.detections);
  }
  return found;
}

function print(scenes: Map<string, Scene>, found: Map<string, readonly FoundDigit[]>): void {
  const scores = new Map<string, Score>();
  for (const [name, scene] of scenes) {
    const detections = found.get(name);
    if (detections === undefined) {
      throw new Error(`${options.cli} returned nothing for ${name}`);
    }
    const group = `${scene.ground}, ${scene.ink} ink`;
    const variants = scene.variants.map((variant) => `${group}, ${variant}`);
    for (const key of ["all", group, ...(options.variants ? variants : [])]) {
      const score = scores.get(key) ?? new Score();
      score.add(detections, scene.digits);
      scores.set(key, score);
    }
  }
  console.log(`${"scenes".padEnd(38)} digits  precision  recall      F1`);
  for (const [key, score] of [...scores].sort(([a], [b]) => a.localeCompare(b))) {
    const figures = [score.precision, score.recall, score.f1].map((value) => value.toFixed(4));
    const [precision = "", recall = "", f1 = ""] = figures;
    console.log(
      `${key.padEnd(38)} ${String(score.digits).padStart(6)}  ${precision.padStart(9)}  ${recall.padStart(6)}  ${f1.padStart(6)}`,
    );
  }
}
