/** @file What one run tells of a list of boxes: how many there are, whether scores are probabilities and boxes are corners. */
import type { Window } from "../../../../src-core/contract/examined.ts";
import type { BoxList } from "../../../../src-core/network/boxes/box-list.ts";
import type { LevelShape } from "../../../../src-core/network/boxes/level-shapes.ts";
import { levelShapes } from "../../../../src-core/network/boxes/level-shapes.ts";
import type { ImageInput } from "../../../../src-core/network/graph/image-input.ts";
import type { ModelProto } from "../../../../src-core/network/onnx/model.ts";
import { mostBeyond } from "../../../../src-core/detection/box-checks.ts";
import { untypedValueInfo } from "../../../../src-core/network/onnx/value-info.ts";
import { writeModel } from "../../../../src-core/network/onnx/model.ts";
import { elementTypes } from "../../../../src-core/network/onnx/element-types.ts";
import { runOnce } from "../../../engine/run-once.ts";

export interface Measured {
  readonly count: number;
  readonly classes: number;
  /** In their order, by what is joined to the scores, and to the boxes; empty where that is not to be seen. */
  readonly levels: readonly (readonly LevelShape[])[];
  /** `none`: the scores are probabilities already. Null: they are not, and who knows what makes them so. */
  readonly activation: "none" | null;
  /** Whether each box's second corner lies behind its first one, and both near the image, as shares of it. */
  readonly corners: boolean;
}

/** @returns null where the network cannot be run as it is */
export async function measureBoxes(
  model: ModelProto,
  { name, layout, channels, batch, type }: ImageInput,
  { width, height }: Window,
  list: BoxList,
): Promise<Measured | null> {
  const lengths = { N: batch ?? 1, C: channels, H: height, W: width };
  if (type !== elementTypes.float32 || layout === "flat" || !model.graph) return null;
  const shape = Array.from(layout, (axis) => lengths[axis as keyof typeof lengths]);
  const run = (parts: readonly string[]) => runOnce(withOutputs(model, parts), { name, shape });
  const names = list.concats.flatMap(({ parts }) => parts.flatMap(({ name, map }) => [name, map]));
  const found = await run(names)
    .catch(() => run([])) // a part may be of another type
    .catch(() => null);
  const [scores, boxes] = [found?.get(list.scores), found?.get(list.boxes)];
  const [, count = 0, classes = 0] = scores?.shape ?? [];
  if (!scores || !boxes || count === 0 || classes === 0) return null;
  const levels = list.concats.map((joint) => {
    const numbers = joint.of === "scores" ? classes : 4;
    const shapeOf = (tensor: string) => found?.get(tensor)?.shape;
    return levelShapes(joint, { numbers, count, batch: batch ?? 1 }, shapeOf);
  });
  return {
    count,
    classes,
    levels: levels.filter((one) => one !== undefined),
    activation: areProbabilities(scores.data) ? "none" : null,
    corners: areCorners(boxes.data),
  };
}

function withOutputs(model: ModelProto, parts: readonly string[]): Uint8Array {
  const { graph } = model;
  if (!graph) return writeModel(model);
  const known = new Set(graph.output.map(({ name }) => name));
  const added = [...new Set(parts)].filter((name) => !known.has(name)).map(untypedValueInfo);
  return writeModel({ ...model, graph: { ...graph, output: [...graph.output, ...added] } });
}

const areProbabilities = (scores: Float32Array): boolean =>
  scores.every((score) => score >= 0 && score <= 1);

/** A quarter of random deltas would look like that; of a network's corners nearly all do. */
function areCorners(boxes: Float32Array): boolean {
  const count = boxes.length / 4;
  let good = 0;
  for (let box = 0; box < count; box++) {
    const [left = NaN, top = NaN, right = NaN, bottom = NaN] = boxes.subarray(4 * box, 4 * box + 4);
    if (
      right > left &&
      bottom > top &&
      Math.min(left, top) > -mostBeyond &&
      Math.max(right, bottom) < 1 + mostBeyond
    )
      good++;
  }
  return good >= 0.99 * count;
}
