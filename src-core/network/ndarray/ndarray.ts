/** @file Small arrays of numbers with a shape, row-major: what constants are folded with. */
import type { TensorProto } from "../onnx/model.ts";
import { dimensions, reshapedTensor, tensorOf } from "../onnx/tensor.ts";
import { checkedSize, numbersOf } from "../onnx/tensor-values.ts";

export interface NdArray {
  readonly type: number;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** The values of a tensor as they lie there, not looked at before somebody asks for them: weights may be hundreds of megabytes. */
class StoredArray implements NdArray {
  readonly tensor: TensorProto;
  readonly shape: readonly number[];
  private read: ArrayLike<number> | undefined;

  constructor(tensor: TensorProto, shape: readonly number[]) {
    checkedSize(tensor);
    this.tensor = tensor;
    this.shape = shape;
  }

  get type(): number {
    return this.tensor.dataType;
  }

  get values(): ArrayLike<number> {
    return (this.read ??= numbersOf(this.tensor));
  }

  get wasRead(): boolean {
    return this.read !== undefined;
  }
}

export const fromTensor = (tensor: TensorProto): NdArray =>
  new StoredArray(tensor, dimensions(tensor));

/** The same values on axes of other lengths. */
export const reshapedArray = (data: NdArray, shape: readonly number[]): NdArray =>
  data instanceof StoredArray
    ? new StoredArray(data.tensor, shape)
    : { type: data.type, shape, values: data.values };

/** Elements that were made or read for these numbers; none where a tensor's own are passed on. */
export const elementsRead = (numbers: NdArray): number =>
  numbers instanceof StoredArray && !numbers.wasRead ? 0 : numbers.values.length;

export const toTensor = (name: string, numbers: NdArray): TensorProto =>
  numbers instanceof StoredArray
    ? reshapedTensor(numbers.tensor, name, numbers.shape)
    : tensorOf(numbers.type, name, numbers.shape, numbers.values);
