import { expect, it } from "vitest";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { fold } from "../../../src-main/engine/tfjs/host-folding.ts";

const { float32, bool } = elementTypes;
const array = (...values: number[]) => ({ type: float32, shape: [values.length], values });
const result = (operator: string, ...inputs: ReturnType<typeof array>[]): number[] =>
  Array.from(fold(makeNode(operator, "n", ["x"], ["y"]), inputs)?.values ?? []);

it.each([
  ["Round", [-1.5, -0.5, 0.5, 1.4, 1.5, 2.5, 3.5], [-2, -0, 0, 1, 2, 2, 4]],
  ["Sign", [-3, 0, 0.1], [-1, 0, 1]],
  ["Relu", [-3, 0, 0.1], [0, 0, 0.1]],
  ["Sigmoid", [-800, 0, 800], [0, 0.5, 1]],
  ["Softsign", [-1, 0, 3], [-0.5, 0, 0.75]],
  ["Tanh", [-800, 0, 800], [-1, 0, 1]],
  ["Sin", [0, Math.PI / 2], [0, 1]],
  ["Cos", [0, Math.PI], [1, -1]],
  ["Tan", [0], [0]],
  ["Atan", [0, Infinity], [0, Math.PI / 2]],
  ["Dropout", [-1, 2], [-1, 2]],
])("%s of the constants %j is %j", (operator, values, expected) => {
  expect(result(operator, array(...values))).toEqual(expected);
});

it("Xor of constants says where one of them alone holds", () => {
  expect(result("Xor", array(0, 0, 1, 1), array(0, 1, 0, 1))).toEqual([0, 1, 1, 0]);
  const node = makeNode("Xor", "n", ["a", "b"], ["y"]);
  expect(fold(node, [array(0), array(1)])?.type).toBe(bool);
});

it("a Dropout that draws random numbers is no constant", () => {
  expect(() => result("Dropout", array(1), array(0.5), array(1))).toThrow("draws random numbers");
});
