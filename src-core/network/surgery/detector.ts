/** @file A detector with anchors, for images of any size: several maps, one for each size of objects. */
import { said } from "../../messages/said.ts";
import type { LevelCard } from "../../contract/heads.ts";
import type { FullyConvolutional } from "./convolutionalize.ts";
import { windowSize, rewrittenModel } from "./convolutionalize.ts";
import type { Size } from "../../size.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { AxisGeometry } from "../geometry/axis.ts";
import { covering } from "../geometry/axis.ts";
import { imageInput } from "../graph/image-input.ts";
import type { ModelProto } from "../onnx/model.ts";
import type { Value } from "../graph/value.ts";
import { describe } from "../graph/value.ts";
import type { Walk } from "./walk.ts";
import { walk } from "./walk.ts";
import { printableName } from "../../printable.ts";

/** One map: cell (r, c) has its anchors around ((c + ½)·strideX, (r + ½)·strideY). */
export interface Level {
  readonly vertical: AxisGeometry;
  readonly horizontal: AxisGeometry;
  /** Its cells along each axis in one cell of the coarsest map; 1 in a list, where no map lies in another. */
  readonly finer: number;
}

export interface Detector extends FullyConvolutional {
  readonly levels: readonly Level[];
  /**
   * `maps`: outputs 2i and 2i + 1 of the model are scores and boxes of level i, on images of any size. `list`: its two
   * outputs are all scores and all boxes one after the other, on images of the window's size alone. Nobody has looked into
   * such a network: it has no layers, and as a `FullyConvolutional` it is one cell that depends on the whole image.
   */
  readonly form: "maps" | "list";
}

/**
 * Finds the maps in the network and what each of their cells looks at. Its cells as a `FullyConvolutional` are those of the
 * coarsest map, each with all that the finer cells in it depend on.
 * @param size of images that the network was made for; the file's if undefined
 * @throws InvalidModel where levels and network do not fit together @throws UnsupportedOperator
 */
export function openDetector(
  model: ModelProto,
  levels: readonly LevelCard[],
  classes: number,
  size?: Size,
): Detector {
  const window = windowSize(imageInput(model), size);
  const outputs = levels.flatMap(({ scores = "", boxes = "" }) => [scores, boxes]);
  const walked = walk(model, { window, aTrous: false, outputs });
  const values = levels.map((level, index) => valueOf(walked, level, index, classes));
  const strides = values.map(({ vertical }) => vertical.jump);
  const coarsest = Math.max(...strides);
  const known = values.map(({ vertical, horizontal }, index): Level => {
    const finer = coarsest / vertical.jump;
    if (!Number.isInteger(finer) || vertical.jump !== horizontal.jump)
      throw new InvalidModel(
        said("network.level-cell-every-pixels", {
          index,
          jump: horizontal.jump,
          jump2: vertical.jump,
          coarsest,
        }),
      );
    return { vertical, horizontal, finer };
  });
  return {
    model: rewrittenModel(model, walked),
    input: walked.image,
    window,
    classes,
    vertical: covering(known.map(({ vertical, finer }) => ({ axis: vertical, finer }))),
    horizontal: covering(known.map(({ horizontal, finer }) => ({ axis: horizontal, finer }))),
    layers: walked.layers,
    classifier: { model, input: walked.image, last: "" },
    levels: known,
    form: "maps",
  };
}

/** @throws InvalidModel where scores and boxes of a level do not fit its anchors, or each other */
function valueOf(
  { outputs }: Walk,
  { anchors, stride }: LevelCard,
  index: number,
  classes: number,
): Value {
  const [scores, boxes] = [outputs[2 * index], outputs[2 * index + 1]];
  if (!scores || !boxes) throw new InvalidModel(said("network.level-no-outputs", { index }));
  for (const [{ name, value }, each] of [
    [scores, classes],
    [boxes, 4],
  ] as const)
    if (value.channels !== anchors.length * each)
      throw new InvalidModel(
        said("network.anchors-numbers-each-need", {
          name: printableName(name),
          value: describe(value),
          anchors: anchors.length,
          each,
          anchors2: anchors.length * each,
        }),
      );
  const { vertical, horizontal } = scores.value;
  const same =
    boxes.value.vertical.jump === vertical.jump &&
    boxes.value.horizontal.jump === horizontal.jump &&
    boxes.value.height === scores.value.height &&
    boxes.value.width === scores.value.width;
  if (!same)
    throw new InvalidModel(
      said("network.different-numbers-cells", {
        name: printableName(scores.name),
        name2: printableName(boxes.name),
      }),
    );
  if (vertical.jump !== stride)
    throw new InvalidModel(
      said("network.cell-every-pixels-card", {
        name: printableName(scores.name),
        jump: vertical.jump,
        stride,
      }),
    );
  return joined(scores.value, boxes.value);
}

/** What either of them looks at. */
function joined(scores: Value, boxes: Value): Value {
  const axis = (one: AxisGeometry, other: AxisGeometry): AxisGeometry =>
    covering([
      { axis: one, finer: 1 },
      { axis: other, finer: 1 },
    ]);
  return {
    ...scores,
    vertical: axis(scores.vertical, boxes.vertical),
    horizontal: axis(scores.horizontal, boxes.horizontal),
  };
}
