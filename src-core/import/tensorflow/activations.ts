/** @file Activations by name, fused into a layer or on their own. Source: Keras 2 and 3, `activations`. */
import { said } from "../../messages/said.ts";
import type { LayerContext } from "./layer-context.ts";
import { axisIn, KerasTensor } from "./keras-tensor.ts";

/** The same function of each number: the layout does not matter. */
export const writePointwise = (
  layer: LayerContext,
  input: KerasTensor,
  write: (x: string) => string,
): KerasTensor =>
  new KerasTensor(input.shape, input.layout, write(layer.read(input, input.layout)));

/** @param axis counted with the batch, from the end where negative */
export function writeSoftmax(
  layer: LayerContext,
  input: KerasTensor,
  operator: "Softmax" | "LogSoftmax",
  axis: number,
): KerasTensor {
  const rank = input.shape.length;
  const counted = axis < 0 ? axis + rank + 1 : axis;
  if (counted < 1 || counted > rank)
    layer.refuse(said("tensorflow.axis-none-axes", { axis, rank }));
  const held = axisIn(counted, rank, input.layout);
  return writePointwise(layer, input, (x) => layer.emit(operator, [x], { axis: held }));
}

type Function = (layer: LayerContext, x: string) => string;

const one =
  (operator: string): Function =>
  (layer, x) =>
    layer.emit(operator, [x]);

const functions: Readonly<Record<string, Function>> = {
  relu: one("Relu"),
  relu6: (layer, x) => layer.emit("Clip", [x, layer.scalar("zero", 0), layer.scalar("six", 6)]),
  elu: one("Elu"),
  selu: one("Selu"),
  sigmoid: one("Sigmoid"),
  // 0.2·x + 0.5, cut off at 0 and 1, until Keras 3 made it x/6 + 0.5.
  hard_sigmoid: (layer, x) =>
    layer.emit("HardSigmoid", [x], {
      alpha: { float: layer.scope.keras >= 3 ? 1 / 6 : 0.2 },
      beta: { float: 0.5 },
    }),
  tanh: one("Tanh"),
  softplus: one("Softplus"),
  softsign: one("Softsign"),
  exponential: one("Exp"),
  swish: (layer, x) => layer.emit("Mul", [x, layer.emit("Sigmoid", [x])]),
  mish: (layer, x) => layer.emit("Mul", [x, layer.emit("Tanh", [layer.emit("Softplus", [x])])]),
  // x · Φ(x) = x · ½(1 + erf(x/√2))
  gelu: (layer, x) => {
    const scaled = layer.emit("Mul", [x, layer.scalar("1/√2", Math.SQRT1_2)]);
    const shifted = layer.emit("Add", [layer.emit("Erf", [scaled]), layer.scalar("one", 1)]);
    return layer.emit("Mul", [layer.emit("Mul", [x, shifted]), layer.scalar("half", 0.5)]);
  },
};
const names: Readonly<Record<string, string>> = { silu: "swish" };

/** @throws UnsupportedOperator for a name that is not in the table */
export function activate(layer: LayerContext, input: KerasTensor, name: string): KerasTensor {
  if (name === "linear") return input;
  if (name === "softmax") return writeSoftmax(layer, input, "Softmax", -1);
  if (name === "log_softmax") return writeSoftmax(layer, input, "LogSoftmax", -1);
  const key = Object.hasOwn(names, name) ? (names[name] ?? name) : name;
  const write = Object.hasOwn(functions, key) ? functions[key] : undefined;
  if (!write) return layer.refuse(said("tensorflow.activation-supported-export-model", { name }));
  return writePointwise(layer, input, (x) => write(layer, x));
}
