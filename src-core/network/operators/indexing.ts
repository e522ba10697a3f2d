/** @file Split, Slice, Gather: some of the channels, or of the window's rows or columns. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import { lengthOf, only } from "../geometry/layout.ts";
import type { NdArray } from "../ndarray/ndarray.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import type { AxisSlice } from "../ndarray/slice-node.ts";
import { axisSlices, arange } from "../ndarray/slice-node.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { describe } from "../graph/value.ts";
import {
  axisOf,
  channelsOf,
  isChannelAxis,
  pickChannels,
  unfold,
  withChannels,
} from "./channels.ts";
import { crop } from "./crop.ts";
import type { RuleTable } from "./rule-table.ts";

/** Channels of output `index`: those at `places` of the axis, or the same part of rows or columns. */
function part(context: Context, axis: number, places: readonly number[], index: number): void {
  const given = context.need(0);
  const factors = given.value.layout[axis] ?? [];
  // The only place there is, of a batch of one among others.
  if (lengthOf(factors) === 1 && places.length === 1 && places[0] === 0) {
    context.alias(given.name, given.value, index);
    return;
  }
  const spatial = factors.length === 1 && (only(factors, "H") || only(factors, "W"));
  if (spatial) {
    crop(context, given, axis, places, index);
    return;
  }
  const operand = only(factors, "C") ? given : unfold(context, given);
  if (!isChannelAxis(operand.value, axis))
    context.refuse(
      said("operators.axis-neither-channels-nor", { axis, value: describe(operand.value) }),
    );
  if (places.length === 0) context.refuse(said("operators.leaves-nothing"));
  const order = channelsOf(operand.value, operand.value.layout[axis] ?? []);
  const wanted = places.map((place) => order[place] ?? 0);
  const { name, value } = pickChannels(context, operand, wanted);
  context.alias(name, withChannels(value, axis, wanted.length), index);
}

const split: Rule = (context) => {
  const { value } = context.need(0);
  const { node } = context;
  const axis = axisOf(context, value, 0);
  const length = lengthOf(value.layout[axis] ?? []);
  const given = context.hasInput(1)
    ? Array.from(fromTensor(context.needConstant(1, "split")).values)
    : [...intsAttribute(node, "split", [])];
  const each = Math.ceil(length / node.output.length);
  const lengths =
    given.length > 0 ? given : node.output.map((_, index) => Math.min(each, length - index * each));
  const total = lengths.reduce((sum, next) => sum + next, 0);
  if (total !== length || lengths.length !== node.output.length || lengths.some((next) => next < 1))
    context.refuse(said("operators.parts-do-make-up", { lengths, length }));
  let start = 0;
  for (const [index, next] of lengths.entries()) {
    part(context, axis, arange(start, start + next, 1), index);
    start += next;
  }
};

const slice: Rule = (context) => {
  const { value } = context.need(0);
  const inputs = context.node.input.map((_, index) => {
    const tensor =
      index === 0 || !context.hasInput(index) ? undefined : context.needConstant(index, "range");
    return tensor && fromTensor(tensor);
  });
  const cuts = axisSlices(context.node, inputs, value.layout.map(lengthOf)).filter(
    ({ axis, start, end, step }) =>
      !(start === 0 && step === 1 && end === lengthOf(value.layout[axis] ?? [])),
  );
  const [cut, ...more] = cuts;
  if (more.length > 0) {
    sliceInTurn(context, cuts);
    return;
  }
  if (!cut) {
    const { name } = context.need(0);
    context.alias(name, value);
    return;
  }
  part(context, cut.axis, arange(cut.start, cut.end, cut.step), 0);
};

/** Several axes at once are one after the other. */
function sliceInTurn(context: Context, cuts: readonly AxisSlice[]): void {
  const { node, state } = context;
  const [source = ""] = node.input;
  const given = context.need(0);
  for (const { axis, start, end, step } of cuts) {
    part(context, axis, arange(start, end, step), 0);
    const value = state.values.get(context.output);
    const name = state.names.get(context.output) ?? context.output;
    if (value) state.values.set(source, value);
    state.names.set(source, name);
  }
  state.values.set(source, given.value);
  state.names.set(source, given.name);
}

/** One index, or a list of them, along the channels; of rows and columns, one. */
const gather: Rule = (context) => {
  gatherOn(
    context,
    axisOf(context, context.need(0).value, 0),
    fromTensor(context.needConstant(1, "indices")),
  );
};

/** GatherND with one index each is Gather on the first axis. */
const gatherNd: Rule = (context) => {
  const { type, shape, values } = fromTensor(context.needConstant(1, "indices"));
  if (shape.length !== 2 || shape[1] !== 1 || intAttribute(context.node, "batch_dims", 0) !== 0)
    context.refuse(said("operators.indices-shape-pick-single", { shape: shape.join("×") }));
  gatherOn(context, 0, { type, shape: [values.length], values });
};

function gatherOn(context: Context, axis: number, indices: NdArray): void {
  const { value } = context.need(0);
  const length = lengthOf(value.layout[axis] ?? []);
  const places = Array.from(indices.values, (place) => (place < 0 ? place + length : place));
  if (places.some((place) => !(place >= 0 && place < length)) || indices.shape.length > 1)
    context.refuse(
      said("operators.indices-list-places", {
        places: places.slice(0, 8),
        more: places.length > 8 ? said("operators.and-so-on") : "",
        length,
      }),
    );
  part(context, axis, places, 0);
  if (indices.shape.length > 0) return;
  const picked = context.state.values.get(context.output);
  if (picked)
    context.result({ ...picked, layout: picked.layout.filter((_, index) => index !== axis) });
}

export const indexing: RuleTable = [
  ["Split", split],
  ["Slice", slice],
  ["Gather", gather],
  ["GatherND", gatherNd],
];
