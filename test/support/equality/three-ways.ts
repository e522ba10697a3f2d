/** @file One network on one picture in every way the app has, and on bare ONNX Runtime. */
import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Analysis, Method } from "../../../src-core/contract/analysis.ts";
import { analysis as analysisSchema } from "../../../src-core/contract/analysis.ts";
import type { Answers } from "../../../src-core/contract/examined.ts";
import { imageInput } from "../../../src-core/network/graph/image-input.ts";
import { elementTypeOf } from "../../../src-core/network/onnx/value-info.ts";
import { readModel } from "../../../src-core/network/onnx/model.ts";
import { canonicalModel } from "../../../src-core/network/reading/canonical-model.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import { unattended } from "../../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../../src-main/engine/onnxruntime.ts";
import type { BareInput, Picture } from "./bare-windows.ts";
import { bareWindows } from "./bare-windows.ts";
import { readNpy } from "../maps/npy.ts";

export type { Picture } from "./bare-windows.ts";

/** A way's result, through the same door as the command line's, and the map that it exports. */
export interface Way {
  readonly result: Analysis;
  /** classes × rows × columns */
  readonly map: Float32Array;
}

export interface ThreeWays extends Record<Method, Way> {
  /** classes × rows × columns of bare ONNX Runtime; NaN where a cell's window leaves the picture. */
  readonly bare: Float32Array;
}

const types: Partial<Record<number, BareInput["type"]>> = {
  [elementTypes.float32]: "float32",
  [elementTypes.float16]: "float16",
  [elementTypes.uint8]: "uint8",
  [elementTypes.int32]: "int32",
  [elementTypes.int64]: "int64",
  [elementTypes.float64]: "float64",
};

/**
 * `threeWays`: runs a network over a picture with `fcn`, `window` and `both`, each with its exported map, and on the cut-out
 * windows with bare ONNX Runtime, for a test to compare. Pixels come as value/255 (preset unit; whole-number inputs as they
 * are), the scores as the network gives them (activation none), unless `answers` say otherwise.
 * @param model content of an ONNX file
 * @param picture at least one window large; 1 channel for a grey network, 3 (RGB) else
 * @param answers what the file leaves open: its window, the output
 * @throws UserError where the network is refused: its message is the reason
 */
export async function threeWays(
  model: Uint8Array,
  picture: Picture,
  answers: Pick<Answers, "window" | "output"> = {},
): Promise<ThreeWays> {
  const folder = await mkdtemp(join(tmpdir(), "fullconv-three-ways-"));
  try {
    const [path, file] = [join(folder, "picture.png"), join(folder, "model.onnx")];
    const { data, width, height, channels } = picture;
    await sharp(data, { raw: { width, height, channels } }).png().toFile(path);
    writeFileSync(file, model);
    const stored = readModel(model);
    const said = imageInput(canonicalModel(stored));
    const [info] = stored.graph?.input ?? [];
    const type = types[info ? elementTypeOf(info) : 0] ?? "float32";
    const isWhole = !["float32", "float16", "float64"].includes(type);
    const color = said.channels === 1 ? "gray" : "rgb";
    const request = {
      path,
      model: file,
      device: "cpu",
      scales: [1],
      runs: 1,
      budget: "full" as const,
      threshold: 0.5,
      answers: {
        preset: isWhole ? ("raw" as const) : ("unit" as const),
        color: color as "gray",
        activation: "none" as const,
        ...answers,
      },
    };
    const bench = new Workbench(onnxruntime, join(folder, "none"));
    const results: Record<Method, () => Promise<Analysis>> = {
      fcn: async () => (await bench.pass(request, unattended)).result,
      window: async () => (await bench.windows(request, unattended)).result,
      both: async () => bench.baseline(request, await results.fcn(), unattended),
    };
    const way = async (method: Method): Promise<Way> => {
      const result = analysisSchema.parse(JSON.parse(JSON.stringify(await results[method]())));
      const { path: image, model: name, answers: given, scales } = request;
      const subject = { path: image, model: name, answers: given, scales };
      const wanted = { exports: ["map" as const], target: join(folder, method), overwrite: true };
      const files = await bench.export({ ...subject, ...wanted, result }, unattended);
      return { result, map: readNpy(await readFile(files.map ?? "")).values };
    };
    // One after the other, on one bench: what one leaves behind must not be the next one's answer.
    const ways = { fcn: await way("fcn"), window: await way("window"), both: await way("both") };
    const { map: cells, model: loaded } = ways.fcn.result;
    const input = {
      layout: said.layout,
      type,
      batch: said.batch ?? 1,
      window: loaded.window,
      scale: isWhole ? 1 : 1 / 255,
    };
    const { data: bare } = await bareWindows(model, picture, input, cells, answers.output);
    return { ...ways, bare };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Largest difference of two maps where the second is no NaN, and the largest score there. */
export function apart(
  map: Float32Array,
  bare: Float32Array,
): { readonly difference: number; readonly largest: number; readonly share: number } {
  if (map.length !== bare.length) throw new Error(`${map.length} scores, not ${bare.length}`);
  let [difference, largest] = [0, 0];
  for (const [place, score] of bare.entries()) {
    if (Number.isNaN(score)) continue;
    const own = map[place] ?? NaN;
    // A NaN of the map is no small difference.
    difference = Math.max(difference, own === score ? 0 : Math.abs(own - score));
    if (Number.isFinite(score)) largest = Math.max(largest, Math.abs(score));
  }
  return { difference, largest, share: difference / Math.max(1, largest) };
}

/** A picture of shapes and noise, the same for the same seed. */
export function noisyPicture(
  width: number,
  height: number,
  channels: 1 | 3,
  uniform: () => number,
): Picture {
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => {
    const pixel = Math.floor(at / channels);
    const wave = Math.sin((pixel % width) / 5 + (at % channels)) * Math.cos(pixel / width / 4);
    return Math.min(255, Math.max(0, 128 + 90 * wave + 60 * (uniform() - 0.5)));
  });
  return { data, width, height, channels };
}
