/** @file Rows or columns that are cut off, or only every n-th taken: a slide with a kernel of one. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import type { Operand, Value } from "../graph/value.ts";
import type { Slide } from "../geometry/axis.ts";
import { dilated, plainSlide, positions, slideOver } from "../geometry/axis.ts";
import { arranged, has } from "../geometry/layout.ts";

/**
 * Keeps the rows or columns at `places` of the window.
 * @param axis of the original, which holds rows or columns alone
 * @throws UnsupportedOperator where they are not evenly spaced forwards
 */
export function crop(
  context: Context,
  { name, value }: Operand,
  axis: number,
  places: readonly number[],
  index: number,
): void {
  const vertical = has(value.layout[axis] ?? [], "H");
  const length = vertical ? value.height : value.width;
  const [first = 0, second = first + 1] = places;
  const stride = second - first;
  const even = places.every((place, i) => place === first + i * stride);
  if (places.length === 0 || stride < 1 || !even)
    context.refuse(said("operators.takes-rows-columns-only", { places: places.slice(0, 8) }));
  const last = places.at(-1) ?? first;
  // With a stride the elements behind the last one belong to the step that follows it.
  const slide: Slide = {
    ...plainSlide(1),
    stride,
    pad: -first,
    padAfter: -Math.max(length - 1 - last - (stride - 1), 0),
  };
  if (positions(length, slide) !== places.length)
    context.refuse(said("operators.takes-rows-columns-which", { places: places.length, length }));
  const own = vertical ? value.vertical : value.horizontal;
  const { aTrous } = context.state;
  const geometry = slideOver(own, slide, aTrous);
  const { pad, padAfter, stride: step } = aTrous ? dilated(slide, own) : slide;
  const output: Value = vertical
    ? { ...value, height: places.length, vertical: geometry }
    : { ...value, width: places.length, horizontal: geometry };
  const input = [
    name,
    context.addIntegers("starts", [-pad]),
    context.addIntegers("ends", [padAfter < 0 ? padAfter : Number.MAX_SAFE_INTEGER]),
    context.addIntegers("axes", [vertical ? 2 : 3]),
    context.addIntegers("steps", [step]),
  ];
  const cut = context.step("Slice", "cut", input);
  const [factors = []] = arranged(vertical ? "H" : "W", output);
  const layout = value.layout.map((factor, i) => (i === axis ? factors : factor));
  context.alias(cut, { ...output, layout }, index);
  context.layer({
    operator: "Slice",
    kernel: [1, 1],
    dilation: [1, 1],
    ceil: false,
    output,
    stride: vertical ? [step, 1] : [1, step],
    pads: vertical ? [pad, 0, padAfter, 0] : [0, pad, 0, padAfter],
    parameters: 0,
    flopsPerCell: 0,
  });
}
