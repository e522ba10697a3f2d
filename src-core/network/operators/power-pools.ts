/** @file LpPool and GlobalLpPool: the p-th root of the sum of p-th powers, as powers, a mean, its number of places and a root. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Operand } from "../graph/value.ts";
import type { Slide } from "../geometry/axis.ts";
import { plainSlide, positions } from "../geometry/axis.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { elementCount } from "../onnx/tensor.ts";
import { emitAverage } from "./pools.ts";
import { overWholeMap } from "./whole-map.ts";
import type { Sliding } from "./slides.ts";
import { checkPoolPads, imageAt, slideBoth, slidesOf } from "./slides.ts";
import type { RuleTable } from "./rule-table.ts";

/** Pads are zeros, which add nothing to the sum. */
const powerPool: Rule = (context) => {
  const input = imageAt(context);
  const { height, width } = input.value;
  const kernel = intsAttribute(context.node, "kernel_shape", []);
  const [vertical, horizontal] = slidesOf(context, input.value, kernel);
  checkPoolPads(context, [vertical, horizontal]);
  const rows = complete(context, overWholeMap(vertical, height), height);
  const columns = complete(context, overWholeMap(horizontal, width), width);
  emitPowers(context, input, slideBoth(context, input.value, rows, columns));
};

const globalPowerPool: Rule = (context) => {
  const input = imageAt(context);
  const { height, width } = input.value;
  const slid = slideBoth(context, input.value, plainSlide(height), plainSlide(width));
  emitPowers(context, input, slid);
};

/** A mean divides an incomplete position by fewer places, so that it is no multiple of the sum. */
function complete(context: Context, slide: Slide, length: number): Slide {
  const floor = { ...slide, ceil: false };
  if (positions(length, floor) !== positions(length, slide))
    context.refuse(
      said("operators.ceil-mode-last-position", {
        length,
        kernel: slide.kernel,
        stride: slide.stride,
      }),
    );
  return floor;
}

function emitPowers(context: Context, input: Operand, slid: Sliding): void {
  context.needFloat(input);
  const { name, value } = input;
  const power = intAttribute(context.node, "p", 2);
  if (power < 1) context.refuse(said("operators.power-no-root-more", { power }));
  const number = (suffix: string, of: number): string =>
    context.addConstant(suffix, [], [of], value.type);
  const raised = (): string => {
    if (power === 2) return context.step("Mul", "squared", [name, name]);
    const size = context.step("Abs", "size", [name]);
    return power === 1 ? size : context.step("Pow", "power", [size, number("exponent", power)]);
  };
  const mean = context.freshName("mean");
  emitAverage(context, raised(), slid, { count_include_pad: 1 }, mean);
  const places = number("places", elementCount(slid.layer.kernel));
  const sum = power === 1 ? context.output : context.freshName("sum");
  context.emit("Mul", [mean, places], {}, sum);
  if (power === 2) context.emit("Sqrt", [sum]);
  else if (power > 2) context.emit("Pow", [sum, number("root", 1 / power)]);
}

export const powerPools: RuleTable = [
  ["LpPool", powerPool],
  ["GlobalLpPool", globalPowerPool],
];
