/** @file Small classifiers drawn from a seed: layers, layouts, outputs, and exporters' idioms. The same seed is the same file. */
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import type { Maps } from "./builder.ts";
import { Builder } from "./builder.ts";
import { head } from "./heads.ts";
import { constantsAsNodes, idle, inFunctions, shuffled } from "./idioms.ts";
import { stack } from "./layers.ts";

export interface Generated {
  readonly seed: number;
  readonly model: ModelProto;
  readonly channels: 1 | 3;
  readonly window: { readonly width: number; readonly height: number };
  /** What it is made of, in words. */
  readonly told: string;
}

const { float32, float64 } = elementTypes;

/** How scores N×classes leave the network: the last nodes, and the declared shape. */
function output(b: Builder, scores: string, classes: number, batch: number | "batch") {
  const one = batch === 1;
  const form = b.pick("N×C", "N×C", "N×C×1×1", "N×1×1×C", "N×1×C", one ? "C" : "N×C", "C×N");
  b.told.push(`output ${form}`);
  const axes = (list: number[]): string => b.op("Unsqueeze", [scores, b.integers(...list)]);
  switch (form) {
    case "N×C":
      return { name: scores, shape: [batch, classes] };
    case "N×C×1×1":
      return { name: axes([2, 3]), shape: [batch, classes, 1, 1] };
    case "N×1×1×C":
      return { name: axes([1, 2]), shape: [batch, 1, 1, classes] };
    case "N×1×C":
      return { name: axes([1]), shape: [batch, 1, classes] };
    case "C×N":
      return { name: b.op("Transpose", [scores], { perm: [1, 0] }), shape: [classes, batch] };
    case "C":
      return { name: b.op("Reshape", [scores, b.integers(-1)]), shape: [classes] };
  }
}

export function generated(seed: number): Generated {
  const b = new Builder(seed * 7919 + 1);
  const channels = b.pick(1, 3);
  const window = { width: 10 + b.below(8), height: 10 + b.below(8) };
  const { width, height } = window;
  const batch = b.chance(0.25) ? b.pick(1, 4) : "batch";
  const layout = b.pick("NCHW", "NCHW", "NHWC", channels === 1 ? "flat" : "NCHW");
  const isDouble = b.chance(0.08);
  b.told.push(`${layout} ${batch}`);
  let image = "image";
  if (isDouble) image = b.op("Cast", [image], { to: float32 });
  if (layout === "NHWC") image = b.op("Transpose", [image], { perm: [0, 3, 1, 2] });
  if (layout === "flat") image = b.op("Reshape", [image, b.integers(-1, 1, height, width)]);
  const maps: Maps = stack(b, { name: image, channels, height, width });
  const classes = b.pick(1, 2, 3, 5, 10);
  let scores = head(b, maps, classes);
  const last = b.pick("none", "none", "Softmax", "Sigmoid");
  if (last !== "none") scores = b.op(last, [scores]);
  if (isDouble) {
    // Doubles to the end: a product and a sum, which every runtime has for them.
    scores = b.op("Cast", [scores], { to: float64 });
    b.told.push("double");
  }
  const { name, shape } = output(b, scores, classes, batch);
  if (b.chance(0.3)) idleOrNot(b, isDouble);
  if (b.chance(0.3)) constantsAsNodes(b);
  const isShuffled = b.chance(0.2);
  if (isShuffled) shuffled(b);
  const lengths = {
    NCHW: [channels, height, width],
    NHWC: [height, width, channels],
    flat: [height * width],
  };
  const type = isDouble ? float64 : float32;
  const model = makeModel(
    {
      name: `generated${seed}`,
      node: b.nodes,
      initializer: b.initializers,
      input: [makeValueInfo("image", [batch, ...lengths[layout]], type)],
      output: [makeValueInfo(name, shape, type)],
    },
    { irVersion: 9n, opset: 17 },
  );
  if (!isShuffled && b.chance(0.2)) inFunctions(b, model);
  if (isShuffled) b.told.push("out of order");
  if (model.functions.length > 0) b.told.push("functions");
  return { seed, model, channels, window, told: b.told.join(", ") };
}

/** A Cast to single would undo doubles. */
function idleOrNot(b: Builder, isDouble: boolean): void {
  if (!isDouble) idle(b);
}
