/** @file Concat: channels side by side, or tensors stacked, whose channels then have one factor more. */
import { said } from "../../messages/said.ts";
import type { Rule } from "../graph/rule-context.ts";
import type { Axis } from "../geometry/layout.ts";
import { sameAxis } from "../geometry/layout.ts";
import { describe } from "../graph/value.ts";
import { axisOf, channelsOn, isChannelAxis, withChannels } from "./channels.ts";
import { alignCells } from "./align-cells.ts";
import type { RuleTable } from "./rule-table.ts";

const concat: Rule = (context) => {
  const constant = context.node.input.findIndex((_, index) => context.constant(index));
  if (constant >= 0) context.refuse(said("operators.joins-constant-what-computed"));
  const given = context.node.input.map((_, index) => context.need(index));
  const axis = axisOf(context, context.need(0).value, 1);
  const stacked = given.every(({ value }) => (value.layout[axis] ?? []).length === 0);
  const parts =
    stacked && !given.every(({ value }) => isChannelAxis(value, axis))
      ? given
      : given.map((part) => channelsOn(context, part, axis));
  const [first] = parts;
  if (!first) return;
  const { value } = first;
  const odd = parts.find(
    (part) =>
      part.value.type !== value.type ||
      part.value.layout.length !== value.layout.length ||
      !part.value.layout.every(
        (own, i) => (i === axis && !stacked) || sameAxis(own, value.layout[i] ?? []),
      ),
  );
  if (odd)
    context.refuse(
      said("operators.do-lie-side-side", {
        value: describe(value),
        value2: describe(odd.value),
        axis,
      }),
    );
  const together = alignCells(context, parts);
  const channels = parts.reduce((sum, part) => sum + part.value.channels, 0);
  context.emit(
    "Concat",
    together.map(({ name }) => name),
    { axis: 1 },
  );
  const joined = { ...value, ...together[0]?.value, channels };
  // Stacked on an axis of their own, the parts are the outer factor of the channels.
  const outer: Axis = [{ letter: "C", size: parts.length, stride: value.channels }];
  context.result(
    stacked
      ? { ...joined, layout: value.layout.map((own, i) => (i === axis ? outer : own)) }
      : withChannels(joined, axis, channels),
  );
};

export const concatenations: RuleTable = [["Concat", concat]];
