/** @file Softmax and its logarithm, over the classes of one place. */
import { said } from "../../messages/said.ts";
import type { Rule } from "../graph/rule-context.ts";
import { describe } from "../graph/value.ts";
import { lengthOf, only } from "../geometry/layout.ts";
import { mapSoftmax } from "../onnx/softmax.ts";
import { axisOf, unfold } from "./channels.ts";
import type { RuleTable } from "./rule-table.ts";
import { sharing } from "./rule-table.ts";

/** Softmax and LogSoftmax over the classes of one place. Before operator set 13 all axes from `axis` on count as one. */
const softmax: Rule = (context) => {
  const given = context.need(0);
  context.needFloat(given);
  const { layout } = given.value;
  const modern = context.opset >= 13;
  const axis = axisOf(context, given.value, modern ? -1 : 1);
  const places = (modern ? (layout[axis] ?? []) : layout.slice(axis).flat()).filter(
    ({ letter }) => letter !== "C",
  );
  if (places.length > 0 && layout.length !== 2)
    context.refuse(said("operators.weighs-places-window-against"));
  const { name, value } = places.length > 0 ? unfold(context, given) : given;
  const covered = modern ? (value.layout[axis] ?? []) : value.layout.slice(axis).flat();
  if (!only(covered, "C") || lengthOf(covered) !== value.channels)
    context.refuse(said("operators.axis-classes", { axis, value: describe(value) }));
  if (context.node.opType === "Softmax")
    context.write(
      mapSoftmax(name, context.output, context.state.targetOpset, (part) =>
        context.freshName(part),
      ),
    );
  else context.emit("LogSoftmax", [name], { axis: 1 });
  context.result(value);
};

export const softmaxes: RuleTable = sharing("Softmax LogSoftmax", softmax);
