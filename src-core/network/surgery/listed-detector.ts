/** @file A detector that gives its boxes as one list, for images of one size. */
import { someNames } from "../../messages/some-names.ts";
import { said } from "../../messages/said.ts";
import type { AnchoredHead, LevelCard } from "../../contract/heads.ts";
import type { Size } from "../../size.ts";
import { windowSize } from "./convolutionalize.ts";
import type { Detector, Level } from "./detector.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { AxisGeometry } from "../geometry/axis.ts";
import { pixel } from "../geometry/axis.ts";
import { imageInput } from "../graph/image-input.ts";
import type { ModelProto, ValueInfoProto } from "../onnx/model.ts";
import { shapeOf } from "../onnx/value-info.ts";
import { printableName } from "../../printable.ts";

/**
 * The network as it is: nobody looks into it, and nothing is known of its layers or of what a cell depends on. Its levels lie in
 * the list one after the other, each row by row, the anchors of a cell side by side: ⌈height / stride⌉ rows and ⌈width / stride⌉
 * columns of them, or as many as the card says. Strides need not divide one another.
 * @param outputs names of N×boxes×classes and N×boxes×4
 * @param size of its images; the file's if undefined
 * @throws InvalidModel where the outputs are not there, or do not hold as many boxes
 */
export function openListedDetector(
  model: ModelProto,
  { levels, classes, centres }: Pick<AnchoredHead, "levels" | "classes" | "centres">,
  outputs: { readonly scores: string; readonly boxes: string },
  size?: Size,
): Detector {
  const input = imageInput(model);
  const window = windowSize(input, size);
  const known = levels.map((level): Level => {
    const { rows, columns } = cellsOf(level, window);
    const areOverImage = centres === "image";
    return {
      vertical: fixedAxis(areOverImage ? window.height / rows : level.stride, rows),
      horizontal: fixedAxis(areOverImage ? window.width / columns : level.stride, columns),
      finer: 1,
    };
  });
  const wanted = [
    outputNamed(model, outputs.scores, classes.length, levels, window),
    outputNamed(model, outputs.boxes, 4, levels, window),
  ];
  const { graph } = model;
  return {
    model: { ...model, ...(graph ? { graph: { ...graph, output: wanted } } : {}) },
    input,
    window,
    classes: classes.length,
    vertical: wholeAxis(window.height),
    horizontal: wholeAxis(window.width),
    layers: [],
    classifier: { model, input, last: "" },
    levels: known,
    form: "list",
  };
}

export const cellsOf = (
  { stride, rows, columns }: Pick<LevelCard, "stride" | "rows" | "columns">,
  { width, height }: Size,
): { readonly rows: number; readonly columns: number } => ({
  rows: rows ?? Math.ceil(height / stride),
  columns: columns ?? Math.ceil(width / stride),
});

/** Cells of one level along an axis, `jump` pixels apart. */
const fixedAxis = (jump: number, cells: number): AxisGeometry => ({
  ...pixel,
  jump,
  completeCells: 0,
  count: () => cells,
});

/** The image is seen as one piece: one cell that depends on all of it. */
const wholeAxis = (length: number): AxisGeometry => ({
  ...pixel,
  jump: length,
  size: length,
  completeCells: 0,
  count: () => 1,
});

function outputNamed(
  { graph }: ModelProto,
  wanted: string,
  numbers: number,
  levels: readonly LevelCard[],
  window: Size,
): ValueInfoProto {
  const all = graph?.output ?? [];
  const output = all.find(({ name }) => name === wanted);
  if (!output)
    throw new InvalidModel(
      said("network.no-listed-output", {
        wanted: printableName(wanted),
        all: someNames(all.map(({ name }) => name)),
      }),
    );
  const boxes = levels.reduce((sum, level) => {
    const { rows, columns } = cellsOf(level, window);
    return sum + rows * columns * level.anchors.length;
  }, 0);
  const [, length = null, each = null, ...more] = shapeOf(output);
  if (
    more.length > 0 ||
    (length !== null && length !== boxes) ||
    (each !== null && each !== numbers)
  ) {
    const shape = shapeOf(output).map((one) => one ?? "?");
    const counted = levels.map((level) => {
      const { rows, columns } = cellsOf(level, window);
      return `${rows}×${columns}×${level.anchors.length}`;
    });
    throw new InvalidModel(
      said("network.output-levels-card-boxes", {
        wanted: printableName(wanted),
        shape: shape.join("×"),
        boxes,
        counted: counted.join(" + "),
        numbers,
      }),
    );
  }
  return output;
}
