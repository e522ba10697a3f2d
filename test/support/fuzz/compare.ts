/** @file The converted network against the original on ONNX Runtime: a conversion that is silently wrong is the worst there is. */
import { InferenceSession } from "onnxruntime-node";
import type {
  FullyConvolutional,
  SurgeryOptions,
} from "../../../src-core/network/surgery/convolutionalize.ts";
import { passFlops } from "../../../src-core/network/properties/cost.ts";
import { expectedEquality } from "../../../src-core/network/properties/equality.ts";
import { imageInput } from "../../../src-core/network/graph/image-input.ts";
import { readModel, writeModel } from "../../../src-core/network/onnx/model.ts";
import { tolerance } from "../../../src-core/network/properties/tolerance.ts";
import { sessionOptions } from "../../../src-main/engine/onnxruntime.ts";
import type { Equality as Larger, Planes } from "../equality/equality.ts";
import { feed, measureEquality, runSession, valuesOf } from "../equality/equality.ts";
import { seeded } from "../random.ts";

/** `undefined`: equal. `reason`: nothing can be said. */
export type Comparison = { readonly wrong: string } | { readonly reason: string } | undefined;

/** Node by node as the file says it: the reference. */
const plain = { ...sessionOptions, graphOptimizationLevel: "disabled" } as const;

const tooExpensive = 2e9;

export async function compare(
  bytes: Uint8Array,
  options: SurgeryOptions,
  surgery: FullyConvolutional,
): Promise<Comparison> {
  const { window, layers, classes } = surgery;
  const exact = expectedEquality(surgery).class === "exact";
  if (options.stride === 1 && !exact) return { reason: "stride 1 is for exact networks alone" };
  const input = imageInput(readModel(bytes));
  const declared =
    (input.width ?? window.width) === window.width &&
    (input.height ?? window.height) === window.height;
  const original = declared ? bytes : writeModel(surgery.classifier.model);
  if (passFlops(layers, window) > tooExpensive || window.width * window.height > 1e6)
    return { reason: "too expensive" };
  if ((declared ? (input.batch ?? 1) : 1) !== 1) return { reason: "a fixed batch" };
  const image = noise(surgery);
  const runs = await attempt(() => scores(original, image, surgery.classifier.input, plain));
  if (typeof runs === "string") return { reason: `the original: ${runs}` };
  if (!runs.every(Number.isFinite)) return { reason: "the original is not finite" };
  if (runs.length !== classes) return { wrong: `${runs.length} scores, ${classes} were foretold` };
  const pass = await attempt(() => scores(writeModel(surgery.model), image, surgery.input, plain));
  if (typeof pass === "string") return { wrong: `the converted network does not run: ${pass}` };
  const largest = runs.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
  const bound = tolerance(surgery.classifier.model) * largest;
  const plane = pass.length / classes;
  const differs = runs.map((score, index) => Math.abs(score - (pass[index * plane] ?? NaN)));
  const most = Math.max(...differs);
  const moves = await steadiness(original, image, surgery, runs);
  if (!(most <= bound))
    return moves * 100 > most
      ? { reason: "the original leaps where its input hardly moves" }
      : { wrong: `differs by ${most} on one window, largest score ${largest}` };
  return exact ? largerImage(bytes, options, surgery, moves) : undefined;
}

/** How far the original's scores move when its input does by less than rounding: 0 where it no longer runs. */
async function steadiness(
  original: Uint8Array,
  image: Planes,
  surgery: FullyConvolutional,
  runs: readonly number[],
): Promise<number> {
  const shaken = await attempt(() =>
    scores(original, shake(image), surgery.classifier.input, plain),
  );
  if (typeof shaken === "string") return 0;
  return Math.max(...runs.map((score, index) => Math.abs(score - (shaken[index] ?? NaN))));
}

/** Operators whose result jumps: on some window a rounding error decides. */
const jumping = /"(QuantizeLinear|Floor|Ceil|Round|Sign|Cast|Greater|Less|Where|ThresholdedRelu)"/;

/** Class `exact`: every cell of an image that is a few pixels larger. */
async function largerImage(
  bytes: Uint8Array,
  { stride = "native" }: SurgeryOptions,
  surgery: FullyConvolutional,
  moves: number,
): Promise<Comparison> {
  const { window, horizontal, vertical } = surgery;
  const size = {
    width: window.width + Math.min(horizontal.jump, 9) + 2,
    height: window.height + Math.min(vertical.jump, 9) + 1,
  };
  const measure = async (batch: number): Promise<Larger | string> =>
    attempt(() => measureEquality(readModel(bytes), { size, seed: 1, window, stride, batch }));
  const wrong = (larger: Larger | string): string | undefined => {
    if (typeof larger === "string") return `on a larger image: ${larger}`;
    const { maxAbsDiff, largest, checked } = larger;
    const bound = tolerance(surgery.classifier.model) * Math.max(1, largest);
    return maxAbsDiff <= bound || !Number.isFinite(largest)
      ? undefined
      : `differs by ${maxAbsDiff} on ${checked} windows, largest score ${largest}`;
  };
  const together = wrong(await measure(8));
  if (together === undefined) return undefined;
  const measured = await measure(1);
  const alone = wrong(measured);
  if (alone === undefined)
    return { reason: `the original takes one window at a time: ${together}` };
  if (/two nodes with same node name|GetIndexFromName/.test(alone))
    return { reason: `ONNX Runtime's fusions break the network: ${alone}` };
  const operators = JSON.stringify(
    surgery.classifier.model.graph?.node.map(({ opType }) => opType),
  );
  const shaky = typeof measured !== "string" && moves * 1000 > measured.maxAbsDiff;
  return shaky || jumping.test(operators)
    ? { reason: `the original leaps where its input hardly moves: ${alone}` }
    : { wrong: alone };
}

function noise({ window, input: { channels } }: FullyConvolutional): Planes {
  const random = seeded(5);
  const length = channels * window.width * window.height;
  return { ...window, batch: 1, data: Float32Array.from({ length }, random) };
}

const shake = (image: Planes): Planes => ({
  ...image,
  data: image.data.map((value, index) => value * (1 + ((index % 3) - 1) * 1e-6)),
});

async function scores(
  model: Uint8Array,
  image: Planes,
  input: FullyConvolutional["input"],
  options: InferenceSession.SessionOptions,
): Promise<number[]> {
  const session = await InferenceSession.create(model, options);
  try {
    return [...valuesOf(await runSession(session, feed(input, image)))];
  } finally {
    await session.release();
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (cause) {
    return String(cause).slice(0, 400);
  }
}
