/** @file Softmax of a score map, over its classes. */
import type { NodeProto } from "./onnx.ts";
import { makeNode } from "./onnx.ts";

/**
 * Softmax over axis 1 of N×C×rows×columns, spelled out where the operator set allows it: ONNX Runtime's own turns the map
 * round, and takes 8 ms on 11 classes × 250×250 cells where this takes 1.
 * @param part names for what lies between
 */
export function mapSoftmax(
  input: string,
  output: string,
  opset: number,
  part = (name: string): string => `${output}.${name}`,
): NodeProto[] {
  // Before opset 13 a constant cannot be written as plain integers, and the axes are attributes.
  if (opset < 13) return channelSoftmax("Softmax", input, output, { opset, rank: 4 });
  const [axes, most, shifted] = [part("axes"), part("max"), part("shifted")];
  const [powers, sum] = [part("exp"), part("sum")];
  // The axes of ReduceMax became an input only with opset 18.
  const maximum =
    opset < 18
      ? makeNode("ReduceMax", most, [input], [most], { axes: [1], keepdims: 1 })
      : makeNode("ReduceMax", most, [input, axes], [most], { keepdims: 1 });
  return [
    makeNode("Constant", axes, [], [axes], { value_ints: [1] }),
    maximum,
    makeNode("Sub", shifted, [input, most], [shifted]),
    makeNode("Exp", powers, [shifted], [powers]),
    makeNode("ReduceSum", sum, [powers, axes], [sum], { keepdims: 1 }),
    makeNode("Div", output, [powers, sum], [output]),
  ];
}

/**
 * Softmax or LogSoftmax over axis 1 of N×C or N×C×rows×columns.
 * Before opset 13 all axes from `axis` on count as one, so the channels must then be the last.
 */
export function channelSoftmax(
  operator: string,
  input: string,
  output: string,
  { opset, rank }: { opset: number; rank: 2 | 4 },
): NodeProto[] {
  if (opset >= 13 || rank === 2)
    return [makeNode(operator, output, [input], [output], { axis: 1 })];
  const [last, done] = [`${output}.channelsLast`, `${output}.normalized`];
  return [
    makeNode("Transpose", last, [input], [last], { perm: [0, 2, 3, 1] }),
    makeNode(operator, done, [last], [done], { axis: 3 }),
    makeNode("Transpose", output, [done], [output], { perm: [0, 3, 1, 2] }),
  ];
}
