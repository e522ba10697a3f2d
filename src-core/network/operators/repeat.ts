/** @file Tile and Expand: channels repeated. Repeated places would be no places of the image. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import { shapeOfLayout } from "../geometry/layout.ts";
import { integersOf } from "../onnx/tensor-values.ts";
import { describe } from "../graph/value.ts";
import { channelsOf, isChannelAxis, pickChannels, withChannels } from "./channels.ts";
import type { RuleTable } from "./rule-table.ts";

function repeat(context: Context, times: readonly number[]): void {
  const { name, value } = context.need(0);
  const axes = times.flatMap((count, axis) => (count === 1 ? [] : [axis]));
  const [axis, ...more] = axes;
  if (axis === undefined) {
    context.alias(name, value);
    return;
  }
  const count = times[axis] ?? 1;
  if (more.length > 0 || !isChannelAxis(value, axis) || count < 1 || count > 65_536)
    context.refuse(
      said("operators.repeats-times-over-window", {
        value: describe(value),
        times: times.join("×"),
      }),
    );
  context.checkChannels(count * value.channels);
  const order = channelsOf(value, value.layout[axis] ?? []);
  const wanted = Array.from({ length: count }, () => order).flat();
  const picked = pickChannels(context, { name, value }, wanted);
  context.alias(picked.name, withChannels(picked.value, axis, wanted.length));
}

const tile: Rule = (context) => {
  const times = integersOf(context.needConstant(1, "repeats"));
  const { layout } = context.need(0).value;
  if (times.length !== layout.length)
    context.refuse(said("operators.repeats-one-each-axes", { times, layout: layout.length }));
  repeat(context, times);
};

const expand: Rule = (context) => {
  const wanted = integersOf(context.needConstant(1, "shape"));
  const own = shapeOfLayout(context.need(0).value.layout);
  const missing = own.length - wanted.length;
  if (missing < 0)
    context.refuse(said("operators.gives-axes", { wanted: wanted.length, own: own.length }));
  const times = own.map((length, axis) => {
    const target = wanted[axis - missing] ?? 1;
    if (target === 1 || target === length) return 1;
    return length === 1 ? target : context.refuse(said("operators.shape-does-fit", { wanted }));
  });
  repeat(context, times);
};

export const repetitions: RuleTable = [
  ["Expand", expand],
  ["Tile", tile],
];
