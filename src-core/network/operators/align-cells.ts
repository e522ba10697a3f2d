/** @file Tensors whose cells are to be taken together one by one: the same windows on both sides, whatever the image's size. */
import type { Message } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import type { Operand, Value } from "../graph/value.ts";
import type { AxisGeometry } from "../geometry/axis.ts";
import { sameCount, slideOver, plainSlide, merged } from "../geometry/axis.ts";
import { describe, isVector } from "../graph/value.ts";

/**
 * The operands with the same cells. Cell i of each belongs to the same window; where branches lose their borders
 * differently, some have a few cells more at the end of some images, which are cut off there. Vectors at different strides
 * (branches that each saw the window to its end) are thinned out to the stride that they have in common.
 * @throws UnsupportedOperator where the operands' cells belong to different places
 */
export function alignCells(context: Context, operands: readonly Operand[]): Operand[] {
  const [first] = operands;
  const strange = operands.find(
    ({ value }) => value.height !== first?.value.height || value.width !== first.value.width,
  );
  if (first && strange) context.refuse(mismatch(first.value, strange.value));
  const thinned = thinToCommonStride(context, operands);
  const values = thinned.map(({ value }) => value);
  const { window } = context.state;
  const vertical = values.map((value) => value.vertical).reduce(common(context));
  const horizontal = values.map((value) => value.horizontal).reduce(common(context));
  const even = values.every(
    (value) =>
      sameCount(value.vertical, vertical, window.height) &&
      sameCount(value.horizontal, horizontal, window.width),
  );
  const cut = even ? thinned : cutToCommon(context, thinned);
  return cut.map(({ name, value }) => ({ name, value: { ...value, vertical, horizontal } }));
}

const mismatch = (a: Value, b: Value): Message =>
  said(isVector(a) || isVector(b) ? "operators.squeeze-and-excite" : "operators.different-rows", {
    one: describe(a),
    other: describe(b),
  });

const common =
  (context: Context) =>
  (a: AxisGeometry, b: AxisGeometry): AxisGeometry =>
    merged(a, b) ?? context.refuse(said("operators.inputs-move-over-image"));

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const lcm = (a: number, b: number): number => (a * b) / gcd(a, b);

/** Vectors of one window each: only every n-th cell, so that all have the same stride. */
function thinToCommonStride(context: Context, operands: readonly Operand[]): Operand[] {
  if (!operands.every(({ value }) => isVector(value))) return [...operands];
  const jumps = (axis: "vertical" | "horizontal"): number =>
    operands.map(({ value }) => value[axis].jump).reduce(lcm);
  const [down, right] = [jumps("vertical"), jumps("horizontal")];
  return operands.map((operand) => {
    const steps = [down / operand.value.vertical.jump, right / operand.value.horizontal.jump];
    // A vector has no neighbours that a later kernel could reach: how far apart they lie no longer matters.
    const strided = (axis: AxisGeometry, stride: number): AxisGeometry => ({
      ...slideOver(axis, { ...plainSlide(1), stride }),
      dilation: 1,
    });
    const value: Value = {
      ...operand.value,
      vertical: strided(operand.value.vertical, steps[0] ?? 1),
      horizontal: strided(operand.value.horizontal, steps[1] ?? 1),
    };
    if (steps.every((step) => step === 1)) return { name: operand.name, value };
    const name = context.step("Slice", "thinned", [
      operand.name,
      context.addIntegers("starts", [0, 0]),
      context.addIntegers("ends", [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]),
      context.addIntegers("axes", [2, 3]),
      context.addIntegers("steps", steps),
    ]);
    return { name, value };
  });
}

/** Cuts each tensor to the rows and columns that all of them have, which only the running network knows. */
function cutToCommon(context: Context, operands: readonly Operand[]): Operand[] {
  const [from, to, axis] = [[2], [4], [0]].map((value) => context.addIntegers("bound", value));
  const lengths = operands.map(({ name }) => {
    const shape = context.step("Shape", "shape", [name]);
    return context.step("Slice", "lengths", [shape, from ?? "", to ?? "", axis ?? ""]);
  });
  const least = context.step("Min", "least", lengths);
  const [start, axes] = [
    context.addIntegers("origin", [0, 0]),
    context.addIntegers("axes", [2, 3]),
  ];
  return operands.map(({ name, value }) => ({
    name: context.step("Slice", "common", [name, start, least, axes]),
    value,
  }));
}
