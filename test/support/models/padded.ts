/** @file A classifier that pads: what a cell of the pass sees beyond its window, the window does not. */
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { floatTensor } from "../../../src-core/network/onnx/tensor.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { seeded } from "../random.ts";

const uniform = seeded(31);
const random = (length: number): Float32Array =>
  Float32Array.from({ length }, () => uniform() - 0.5);

/** Two sigmoids over a padded convolution on 8×8, of one channel. */
export const padded = makeModel(
  {
    name: "padded",
    input: [makeValueInfo("image", ["batch", 1, 8, 8])],
    output: [makeValueInfo("scores", ["batch", 2])],
    node: [
      makeNode("Conv", "conv", ["image", "kernel"], ["map"], {
        kernel_shape: [5, 5],
        pads: [2, 2, 2, 2],
      }),
      makeNode("Flatten", "flat", ["map"], ["vector"], { axis: 1 }),
      makeNode("Gemm", "dense", ["vector", "weights"], ["logits"]),
      makeNode("Sigmoid", "ends", ["logits"], ["scores"]),
    ],
    initializer: [
      floatTensor("kernel", [2, 1, 5, 5], random(50)),
      floatTensor("weights", [128, 2], random(256)),
    ],
  },
  { irVersion: 8n, opset: 13 },
);
