/** @file Dense layers: they act on the last axis. On an image that is a convolution 1×1. */
import { said } from "../../../messages/said.ts";
import { z } from "zod";
import { permute } from "../../permute.ts";
import { activate } from "../activations.ts";
import type { LayerContext } from "../layer-context.ts";
import type { TensorShape } from "../keras-tensor.ts";
import { KerasTensor } from "../keras-tensor.ts";
import type { Emitter } from "./config.ts";
import { activationName, flag } from "./config.ts";

const schema = z.object({ activation: activationName, use_bias: flag(true) });

export const dense: Emitter = (layer) => {
  const { input } = layer;
  const { activation, use_bias } = layer.config(schema);
  const { shape, values } = layer.weight("kernel", 2);
  const [length = 0, units = 0] = shape;
  const last = input.shape.at(-1);
  if (last !== null && last !== length)
    layer.refuse(said("tensorflow.kernel-reads-values-input", { length, last: last ?? 0 }));
  const bias = use_bias ? [layer.vector("bias", units)] : [];
  const output: TensorShape = [...input.shape.slice(0, -1), units];
  if (input.shape.length === 3)
    return activate(layer, onImage(layer, values, output, length, bias), activation);
  const matrix = layer.floats("kernel", [length, units], () => values);
  const name = layer.read(input, "plain");
  if (input.shape.length === 1 && use_bias) {
    const sum = layer.emit("Gemm", [name, matrix, ...bias]);
    return activate(layer, new KerasTensor(output, "plain", sum), activation);
  }
  const product = layer.emit("MatMul", [name, matrix]);
  const sum = use_bias ? layer.emit("Add", [product, ...bias]) : product;
  return activate(layer, new KerasTensor(output, "plain", sum), activation);
};

/** The same numbers as a product over N×H×W×C, without transposing there and back. */
function onImage(
  layer: LayerContext,
  values: Float32Array,
  output: TensorShape,
  length: number,
  bias: readonly string[],
): KerasTensor {
  const units = output.at(-1) ?? 0;
  const kernel = layer.floats("kernel/convolution", [units, length, 1, 1], () =>
    permute(values, [length, units], [1, 0]),
  );
  const name = layer.read(layer.input, "channelsFirst");
  const convolved = layer.emit("Conv", [name, kernel, ...bias], { kernel_shape: [1, 1] });
  return new KerasTensor(output, "channelsFirst", convolved);
}
