/** @file Numbers that are known on the host: constants, and shapes that are computed from an image's. */
import * as tf from "@tensorflow/tfjs-core";
import type { NdArray } from "../../../src-core/network/ndarray/ndarray.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";

export interface TfjsValue {
  readonly tensor: tf.Tensor;
  /** Whether a tensor that ONNX calls N×C×H×W is stored as N×H×W×C. */
  readonly isNhwc: boolean;
  /** The same where its numbers are known without asking the device: constants and computed shapes. */
  readonly hostValue?: HostValue;
}

/** Longer lists are weights: once they are on the device, nobody asks the host for them. */
const longest = 4096;

/** On the device only once a tensor is asked for: most axes, shapes and limits never are. */
export class HostValue implements TfjsValue {
  readonly isNhwc = false;
  readonly hostValue = this;
  readonly type: number;
  readonly shape: readonly number[];
  /** Whether its tensors are kept until `dispose`; else they go with the scope they are asked for in. */
  readonly isLasting: boolean;
  private hostArray: NdArray | null;
  private uploaded: tf.Tensor | null = null;
  private image: tf.Tensor | null = null;

  constructor(given: NdArray, isLasting: boolean) {
    this.hostArray = given;
    this.isLasting = isLasting;
    this.type = given.type;
    this.shape = given.shape;
  }

  /** Null for weights that are on the device. */
  get array(): NdArray | null {
    return this.hostArray;
  }

  get isFloat(): boolean {
    const { float32, float16, float64 } = elementTypes;
    return [float32, float16, float64].includes(this.type);
  }

  get tensor(): tf.Tensor {
    return this.isLasting ? this.upload() : this.fresh();
  }

  /** Puts a constant on the device, where it stays until `dispose`. */
  upload(): tf.Tensor {
    if (this.uploaded) return this.uploaded;
    this.uploaded = tf.keep(this.fresh());
    if (this.uploaded.size > longest) this.hostArray = null;
    return this.uploaded;
  }

  /** A tensor of its own, which the caller has to keep or to let go. */
  fresh(): tf.Tensor {
    if (this.uploaded) return tf.clone(this.uploaded);
    if (!this.hostArray) throw new RangeError("a constant was used after its release");
    return tensorOf(this.hostArray);
  }

  /** @param arrange makes it the operand of an image: done once for a constant */
  arranged(arrange: () => tf.Tensor): tf.Tensor {
    if (this.image) return this.image;
    const tensor = arrange();
    if (this.isLasting) this.image = tf.keep(tensor);
    return tensor;
  }

  dispose(): void {
    tf.dispose([this.uploaded, this.image].filter((tensor) => tensor !== null));
    this.hostArray = null;
    this.uploaded = null;
    this.image = null;
  }
}

/** Whole numbers of 32 bits, where "to the end" is the largest; whatever else has 32 bits of float here. */
function tensorOf({ type, shape, values }: NdArray): tf.Tensor {
  const own = [...shape];
  if (type !== elementTypes.int64 && type !== elementTypes.int32)
    return tf.tensor(
      values instanceof Float32Array ? values : Float32Array.from(values),
      own,
      "float32",
    );
  const [least, most] = [-(2 ** 31), 2 ** 31 - 1];
  const within = Int32Array.from(values, (value) => Math.min(Math.max(value, least), most));
  return tf.tensor(within, own, "int32");
}
