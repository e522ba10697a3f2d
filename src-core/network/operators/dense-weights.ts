/** @file The weights of a dense layer, as they are stored and as the kernels of the convolution that equals it. */
import { said } from "../../messages/said.ts";
import type { Context, Quantized } from "../graph/rule-context.ts";
import type { TensorProto } from "../onnx/model.ts";
import { dimensions, reshapedTensor, elementCount, tensorOf } from "../onnx/tensor.ts";
import { floatsOf, numbersOf } from "../onnx/tensor-values.ts";

/** Weights as they are stored: the number of (unit, input) is element `unit · unitStep + input · inputStep`, times `factor`. */
export interface DenseWeights {
  /** Floats, or the integers that they were dequantised from. */
  readonly tensor: TensorProto;
  readonly units: number;
  readonly inputs: number;
  readonly unitStep: number;
  readonly inputStep: number;
  readonly factor: number;
  /** Axes of length 1 before its rows and columns, which the result has too. */
  readonly leading: number;
  /** Whether it is a vector: the result has no axis for its one unit. */
  readonly single: boolean;
  /** Where `tensor` holds integers: what makes them numbers. */
  readonly quantized?: Quantized | undefined;
}

export interface WeightsForm {
  /** Input of the node that holds them. */
  readonly index: number;
  /** Whether they are stored as units × inputs. */
  readonly unitsFirst: boolean;
  readonly factor?: number;
}

/**
 * A matrix, which may have axes of length 1 before its own (`1×K×N`), or a vector, which is one unit.
 * @param length inputs that are there
 * @throws UnsupportedOperator where it reads another number
 */
export function weightsAt(context: Context, form: WeightsForm, length: number): DenseWeights {
  const { index, unitsFirst, factor = 1 } = form;
  const tensor = context.needConstant(index, "weights");
  const shape = dimensions(tensor);
  const single = shape.length === 1;
  const matrix = single ? [1, ...shape] : shape.slice(-2);
  const [rows = 0, columns = 0] = matrix;
  const storedUnitsFirst = single || unitsFirst;
  const [units, inputs] = storedUnitsFirst ? [rows, columns] : [columns, rows];
  const batches = shape.slice(0, -2);
  if (inputs !== length || units < 1)
    context.refuse(
      said("operators.weights-read-values-input", { shape: shape.join("×"), inputs, length }),
    );
  if (batches.some((each) => each !== 1))
    context.refuse(
      said("operators.weights-matrix-each-which", {
        shape: shape.join("×"),
        batches: elementCount(batches),
      }),
    );
  const quantized = integersBehind(context, tensor, storedUnitsFirst ? -2 : -1, factor);
  return {
    tensor: quantized?.integers ?? tensor,
    units,
    inputs,
    factor,
    quantized,
    leading: Math.max(batches.length, 0),
    single,
    unitStep: storedUnitsFirst ? columns : 1,
    inputStep: storedUnitsFirst ? 1 : columns,
  };
}

/** The integers of dequantised weights, where they have one scale, or one for each unit. @param unitAxis from the last one */
function integersBehind(
  context: Context,
  tensor: TensorProto,
  unitAxis: number,
  factor: number,
): Quantized | undefined {
  const quantized = context.quantized(tensor);
  if (!quantized || factor !== 1) return undefined;
  const { scale, integers } = quantized;
  const rank = dimensions(integers).length;
  const axis = quantized.axis < 0 ? quantized.axis + rank : quantized.axis;
  const single = elementCount(dimensions(scale)) === 1;
  return rank >= 2 && (single || axis === rank + unitAxis) ? quantized : undefined;
}

/**
 * Kernels `units × channels × height × width` of the convolution that equals the dense layer: input k of the layer is
 * the element `order[k]` of the window. In CHW order the rows of the matrix are the kernels already.
 */
export function kernelsOf(
  { tensor, units, inputs, unitStep, inputStep, factor, quantized }: DenseWeights,
  order: Int32Array,
  name: string,
  shape: readonly number[],
): TensorProto {
  const straight = order.every((place, index) => place === index);
  if (straight && inputStep === 1 && unitStep === inputs && factor === 1)
    return reshapedTensor(tensor, name, shape);
  const data = quantized ? numbersOf(tensor) : floatsOf(tensor);
  const result = new Float32Array(units * inputs);
  for (let unit = 0; unit < units; unit++)
    for (let input = 0; input < inputs; input++)
      result[unit * inputs + (order[input] ?? 0)] =
        factor * (data[unit * unitStep + input * inputStep] ?? NaN);
  return tensorOf(tensor.dataType, name, shape, result);
}
