/** @file Means, maxima and sums: over all places of the window, where each window keeps its own, or over the channels. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Operand, Value } from "../graph/value.ts";
import { describe } from "../graph/value.ts";
import { plainSlide } from "../geometry/axis.ts";
import type { Axis, Factor } from "../geometry/layout.ts";
import { elementOrder, has, lengthOf, ofOneWindow, only } from "../geometry/layout.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { unfold } from "./channels.ts";
import { emitAverage, emitPool } from "./pools.ts";
import type { Sliding } from "./slides.ts";
import { imageAt, slideBoth } from "./slides.ts";
import type { RuleTable } from "./rule-table.ts";
import { sharing } from "./rule-table.ts";

/** A kernel over all rows and columns of the window (or only one of them) that moves by one cell. */
function overWindow(context: Context, input: Value, rows: boolean, columns: boolean): Sliding {
  const kernel = (length: number, covered: boolean) => plainSlide(covered ? length : 1);
  return slideBoth(context, input, kernel(input.height, rows), kernel(input.width, columns));
}

const globalPool =
  (kind: "mean" | "max"): Rule =>
  (context) => {
    const { name, value } = imageAt(context);
    const slid = overWindow(context, value, true, true);
    if (kind === "max") emitPool(context, "MaxPool", name, slid);
    else emitAverage(context, name, slid);
  };

/** ReduceMean, ReduceMax, ReduceSum and ReduceL2, with axes as an attribute or an input. */
const reduce: Rule = (context) => {
  const { node } = context;
  const given = context.need(0);
  context.needFloat(given);
  const { value } = given;
  const rank = value.layout.length;
  const listed = context.hasInput(1)
    ? Array.from(fromTensor(context.needConstant(1, "axes")).values)
    : [...intsAttribute(node, "axes", [])];
  if (listed.length === 0) context.refuse(said("operators.takes-all-axes-together"));
  const axes = listed.map((axis) => (axis < 0 ? axis + rank : axis));
  const covered = ofOneWindow(axes.flatMap((axis) => value.layout[axis] ?? []));
  const left = value.layout.filter((_, axis) => !axes.includes(axis)).flat();
  const keep = intAttribute(node, "keepdims", 1) === 1;
  const layout = keep
    ? value.layout.map((factors, axis) => (axes.includes(axis) ? [] : factors))
    : value.layout.filter((_, axis) => !axes.includes(axis));
  if (has(covered, "N")) context.refuse(said("operators.takes-images-batch-together"));
  if (has(covered, "C") && (!only(covered, "C") || has(left, "C"))) {
    if (only(covered, "C")) overPartOfChannels(context, given, covered, axes, layout);
    else if (only(left, "N")) {
      // All elements of the window at once: each becomes a channel first.
      const unfolded = unfold(context, given);
      overChannels(context, unfolded.name, { ...unfolded.value, channels: 1, layout });
    } else
      context.refuse(said("operators.takes-channels-places-together", { value: describe(value) }));
  } else if (has(covered, "C"))
    overChannels(context, given.name, { ...value, channels: 1, layout });
  else overPlaces(context, given, layout, [has(covered, "H"), has(covered, "W")]);
};

/** How a reduction over places is made of a pool: first each element, then the pool, its number of places, each result. */
interface Route {
  readonly before?: "Abs" | "Square" | "Neg";
  readonly pool: "mean" | "max";
  readonly times?: boolean;
  readonly after?: "Sqrt" | "Neg";
}

const routes: Readonly<Record<string, Route>> = {
  ReduceMean: { pool: "mean" },
  ReduceMax: { pool: "max" },
  ReduceMin: { before: "Neg", pool: "max", after: "Neg" },
  ReduceSum: { pool: "mean", times: true },
  ReduceL1: { before: "Abs", pool: "mean", times: true },
  ReduceL2: { before: "Square", pool: "mean", times: true, after: "Sqrt" },
  ReduceSumSquare: { before: "Square", pool: "mean", times: true },
};

function overPlaces(
  context: Context,
  { name, value }: Operand,
  layout: Value["layout"],
  [rows, columns]: readonly [boolean, boolean],
): void {
  const route = routes[context.node.opType] ?? { pool: "mean" };
  const { before, pool, times = false, after } = route;
  let source = name;
  if (before === "Square") source = context.step("Mul", "squared", [name, name]);
  else if (before) source = context.step(before, "before", [name]);
  const slid = overWindow(context, value, rows, columns);
  const pooled = times || after ? context.freshName("pooled") : context.output;
  if (pool === "max") emitPool(context, "MaxPool", source, slid, {}, pooled);
  else emitAverage(context, source, slid, {}, pooled);
  let result = pooled;
  if (times) {
    const places = (rows ? value.height : 1) * (columns ? value.width : 1);
    const factor = context.addConstant("places", [], [places], value.type);
    result = after ? context.freshName("sum") : context.output;
    context.emit("Mul", [pooled, factor], {}, result);
  }
  if (after) context.emit(after, [result]);
  context.result({ ...slid.output, layout });
}

/** Slices of the channels, taken together one by one: a maxout, the mean of pairs. */
function overPartOfChannels(
  context: Context,
  { name, value }: Operand,
  covered: Axis,
  axes: readonly number[],
  layout: Value["layout"],
): void {
  const operators: Readonly<Record<string, string>> = {
    ReduceMean: "Mean",
    ReduceMax: "Max",
    ReduceMin: "Min",
    ReduceSum: "Sum",
  };
  const operator = operators[context.node.opType];
  const count = lengthOf(covered);
  if (operator === undefined || count > 64)
    return context.refuse(
      said("operators.takes-groups-channels-together", { count, value: describe(value) }),
    );
  const rest = value.layout.filter((_, axis) => !axes.includes(axis)).flat();
  const kept = rest.filter(({ letter }) => letter === "C");
  const vector = { ...value, height: 1, width: 1 };
  const bases = Array.from(elementOrder(kept, vector));
  const slices = Array.from(elementOrder(covered, vector), (offset) => {
    const places = bases.map((base) => base + offset);
    return context.step("Gather", "slice", [name, context.addIntegers("channels", places)], {
      axis: 1,
    });
  });
  context.emit(operator, slices);
  // The channels that are left are numbered anew, in the order in which they lie on the axes.
  let stride = bases.length;
  const renumbered = layout.map((axis) =>
    axis.map((factor): Factor => {
      if (factor.letter !== "C") return factor;
      stride /= factor.size;
      return { ...factor, stride };
    }),
  );
  context.result({ ...value, channels: bases.length, layout: renumbered });
}

function overChannels(context: Context, name: string, output: Value): void {
  const { opType } = context.node;
  // The axes became an input with operator set 18, of ReduceSum with 13, which is the oldest that is written.
  const asInput = opType === "ReduceSum" || context.state.targetOpset >= 18;
  if (asInput) context.emit(opType, [name, context.addIntegers("axes", [1])], { keepdims: 1 });
  else context.emit(opType, [name], { axes: [1], keepdims: 1 });
  context.result(output);
}

export const globalPools: RuleTable = [
  ["GlobalAveragePool", globalPool("mean")],
  ["GlobalMaxPool", globalPool("max")],
];

export const reductions: RuleTable = sharing(
  "ReduceMean ReduceMax ReduceMin ReduceSum ReduceL1 ReduceL2 ReduceSumSquare",
  reduce,
);
