/** @file MTCNN's published weights, turned so that they read ordinary images. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import { floats } from "../numpy/npy.ts";
import type { PickledArray } from "../numpy/pickled.ts";
import { permute } from "../permute.ts";

/**
 * The weights are in TensorFlow's order, and the networks were trained on transposed images: the first axis of a
 * kernel runs along the image's width, the second along its height.
 */
export class MtcnnWeights {
  private readonly layers: ReadonlyMap<string, ReadonlyMap<string, PickledArray>>;

  constructor(layers: ReadonlyMap<string, ReadonlyMap<string, PickledArray>>) {
    this.layers = layers;
  }

  has(layer: string): boolean {
    return this.layers.has(layer);
  }

  get names(): string[] {
    return [...this.layers.keys()];
  }

  /** One value per channel. */
  vector(layer: string, part: "biases" | "alpha", channels: number): Float32Array {
    return this.read(layer, part, [channels]);
  }

  /** width × height × inputs × filters → filters × inputs × height × width */
  kernel(layer: string, size: number, inputs: number, filters: number): Float32Array {
    const shape = [size, size, inputs, filters];
    return permute(this.read(layer, "weights", shape), shape, [3, 2, 1, 0]);
  }

  /** width·height·channels × units → channels·height·width × units, as Flatten orders an N×C×H×W tensor */
  dense(layer: string, side: number, channels: number, units: number): Float32Array {
    const stored = this.read(layer, "weights", [side * side * channels, units]);
    return permute(stored, [side, side, channels, units], [2, 1, 0, 3]);
  }

  private read(layer: string, part: string, shape: readonly number[]): Float32Array {
    const array = this.layers.get(layer)?.get(part);
    if (!array) throw new InvalidModel(said("mtcnn.mtcnn-weights-lack", { layer, part }));
    if (array.shape.join() !== shape.join())
      throw new InvalidModel(
        said("mtcnn.shape-needed", {
          layer,
          part,
          shape: array.shape.join("×"),
          shape2: shape.join("×"),
        }),
      );
    return floats(array);
  }
}
