/** @file Blocks of places that become channels: SpaceToDepth, and the Reshapes that spell it out (pixel unshuffle). */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Operand } from "../graph/value.ts";
import { isTransposed } from "../graph/value.ts";
import { plainSlide } from "../geometry/axis.ts";
import type { Factor, Layout, Letter } from "../geometry/layout.ts";
import { has, reshaped } from "../geometry/layout.ts";
import { intAttribute } from "../onnx/node.ts";
import { imageAt, slideBoth } from "./slides.ts";
import type { RuleTable } from "./rule-table.ts";

/**
 * Every `down × right` places as one, their elements as channels c·down·right + y·right + x: a depthwise convolution whose
 * kernels each pick one place. Its layout is the caller's to say.
 * @throws UnsupportedOperator where the window is no whole number of blocks
 */
function inBlocks(
  context: Context,
  { name, value }: Operand,
  down: number,
  right: number,
): Operand {
  const { channels, height, width, type } = value;
  const taps = down * right;
  if (height % down !== 0 || width % right !== 0 || channels * taps * taps > 2 ** 24)
    context.refuse(said("operators.places-cut-into-blocks", { height, width, down, right }));
  const slide = (kernel: number) => ({ ...plainSlide(kernel), stride: kernel });
  const { attributes, output, layer } = slideBoth(context, value, slide(down), slide(right));
  const kernels = new Float32Array(channels * taps * taps);
  for (let row = 0; row < channels * taps; row++) kernels[row * taps + (row % taps)] = 1;
  const weights = context.addConstant("blocks", [channels * taps, 1, down, right], kernels, type);
  const picked = context.step("Conv", "inBlocks", [name, weights], {
    ...attributes,
    group: channels,
  });
  const blocks = { ...output, channels: channels * taps };
  context.layer({
    operator: "Conv",
    was: context.node.opType,
    ...layer,
    output: blocks,
    parameters: 0,
    flopsPerCell: 2 * channels * taps * taps,
  });
  return { name: picked, value: blocks };
}

/** Source: ONNX, SpaceToDepth: the channels come last within a block. */
const spaceToDepth: Rule = (context) => {
  const input = imageAt(context);
  context.needFloat(input);
  const size = intAttribute(context.node, "blocksize", 1);
  if (size < 1) context.refuse(said("operators.blocks-places-side", { size }));
  const { name, value } = inBlocks(context, input, size, size);
  const channel = (length: number, stride: number): Factor[] =>
    length === 1 ? [] : [{ letter: "C", size: length, stride }];
  const [batch = [], , rows = [], columns = []] = value.layout;
  const [outer, inner] = isTransposed(input.value) ? [1, size] : [size, 1];
  const order = [
    ...channel(size, outer),
    ...channel(size, inner),
    ...channel(input.value.channels, size * size),
  ];
  context.alias(name, { ...value, layout: [batch, order, rows, columns] });
};

/**
 * A Reshape that cuts rows or columns into blocks of even length.
 * @returns whether it is one
 */
export function reshapeToBlocks(context: Context, shape: readonly number[]): boolean {
  const input = context.need(0);
  const { value } = input;
  const layout = reshaped(value.layout, shape, true);
  const [down, right] = [inner(layout, "H"), inner(layout, "W")];
  if (!layout || down === undefined || right === undefined) return false;
  const mixed = layout.some((axis) => has(axis, "C") && axis.some(isOuter));
  if (mixed) return false;
  context.needFloat(input);
  const blocks = inBlocks(context, input, down, right);
  const told = layout.map((axis) =>
    axis.map((factor): Factor => {
      const { letter, size, stride } = factor;
      if (letter === "C") return { letter, size, stride: stride * down * right };
      const step = { H: down, W: right, N: 1 }[letter];
      // The outer part still are rows and columns, of blocks; the inner one are channels now.
      if (letter === "N" || stride === step) return { ...factor, stride: 1 };
      return { letter: "C", size, stride: letter === "H" ? right : 1 };
    }),
  );
  context.alias(blocks.name, { ...blocks.value, layout: told });
  return true;
}

const isOuter = ({ letter, stride }: Factor): boolean =>
  (letter === "H" || letter === "W") && stride > 1;

/** Length of the inner part of rows or columns; 1 where they are whole; undefined where there are more parts. */
function inner(layout: Layout | undefined, letter: Letter): number | undefined {
  const parts = (layout ?? []).flat().filter((factor) => factor.letter === letter);
  if (parts.length <= 1) return 1;
  const [first] = parts.filter(({ stride }) => stride === 1);
  return parts.length === 2 ? first?.size : undefined;
}

export const blocks: RuleTable = [["SpaceToDepth", spaceToDepth]];
