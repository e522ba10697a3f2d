/** @file A detector that gives its boxes as one list, for images of one size. */
import type { LevelCard } from "../contract/heads.ts";
import type { Size } from "./convolutionalize.ts";
import { windowOf } from "./convolutionalize.ts";
import type { Detector, Level } from "./detector.ts";
import { InvalidModel } from "./errors.ts";
import type { AxisGeometry } from "./geometry.ts";
import { pixel } from "./geometry.ts";
import { imageInput } from "./input.ts";
import type { ModelProto, ValueInfoProto } from "./onnx.ts";
import { shapeOf } from "./onnx.ts";
import { toldName, toldNames } from "../told.ts";

/**
 * The network as it is. Its levels lie in the list one after the other, each row by row, the anchors of a cell side by side:
 * ⌈height / stride⌉ rows and ⌈width / stride⌉ columns of them.
 * @param outputs names of N×boxes×classes and N×boxes×4
 * @param size of its images; the file's if undefined
 * @throws InvalidModel where the outputs are not there, or do not hold as many boxes
 */
export function openListedDetector(
  model: ModelProto,
  levels: readonly LevelCard[],
  classes: number,
  outputs: { readonly scores: string; readonly boxes: string },
  size?: Size,
): Detector {
  const input = imageInput(model);
  const window = windowOf(input, size);
  const coarsest = Math.max(...levels.map(({ stride }) => stride));
  const known = levels.map(({ stride }): Level => {
    if (coarsest % stride !== 0)
      throw new InvalidModel(`a stride of ${stride} is no part of the coarsest, ${coarsest}`);
    return {
      vertical: fixedAxis(stride, window.height),
      horizontal: fixedAxis(stride, window.width),
      finer: coarsest / stride,
    };
  });
  const boxes = levels.reduce((sum, { stride, anchors }) => {
    const cells = Math.ceil(window.height / stride) * Math.ceil(window.width / stride);
    return sum + cells * anchors.length;
  }, 0);
  const wanted = [
    outputNamed(model, outputs.scores, [boxes, classes]),
    outputNamed(model, outputs.boxes, [boxes, 4]),
  ];
  const { graph } = model;
  return {
    model: { ...model, ...(graph ? { graph: { ...graph, output: wanted } } : {}) },
    input,
    window,
    classes,
    vertical: fixedAxis(coarsest, window.height),
    horizontal: fixedAxis(coarsest, window.width),
    layers: [],
    classifier: { model, input, last: "" },
    levels: known,
    form: "list",
  };
}

/** Each cell may depend on all pixels: nobody has looked. */
const fixedAxis = (jump: number, length: number): AxisGeometry => ({
  ...pixel,
  jump,
  size: length,
  count: (pixels) => Math.ceil(pixels / jump),
});

function outputNamed(
  { graph }: ModelProto,
  wanted: string,
  [boxes, numbers]: readonly [number, number],
): ValueInfoProto {
  const all = graph?.output ?? [];
  const output = all.find(({ name }) => name === wanted);
  if (!output)
    throw new InvalidModel(
      `output "${toldName(wanted)}" is not there; there are ${toldNames(all.map(({ name }) => name))}`,
    );
  const [, length = null, each = null, ...more] = shapeOf(output);
  if (
    more.length > 0 ||
    (length !== null && length !== boxes) ||
    (each !== null && each !== numbers)
  )
    throw new InvalidModel(
      `output "${toldName(wanted)}" is ${shapeOf(output)
        .map((one) => one ?? "?")
        .join(
          "×",
        )}: the levels of the card have ${boxes} boxes with ${numbers} numbers each (N×${boxes}×${numbers})`,
    );
  return output;
}
