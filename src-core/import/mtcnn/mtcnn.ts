/** @file MTCNN's published weights (`det1.npy`, `det2.npy`, `det3.npy`) as ONNX. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import type { ImportedNetwork } from "../imported-network.ts";
import { readDictOfArrays } from "../numpy/npy.ts";
import { GraphBuilder } from "./graph-builder.ts";
import { mtcnnNetworks } from "./networks.ts";
import { MtcnnWeights } from "./weights.ts";

/**
 * PNet, RNet or ONet, whichever the layers' names say. Input `image` N×3×side×side (12, 24, 48).
 * Outputs: `scores` N×2 (background, face; softmax is applied), `regression` N×4 (left, top, right, bottom: shifts of
 * the window's edges in parts of its width and height) and, for ONet, `landmarks` N×10 (five x, then five y, in parts of
 * the window); for PNet, which is fully convolutional, N×2×1×1 and N×4×1×1.
 * Source: Zhang et al. 2016; weights and preprocessing as in davidsandberg/facenet, `detect_face.py`.
 * @param bytes the whole `.npy` file; nothing in it is run
 * @throws InvalidModel where the file is no pickled dict of arrays, or its layers are none of the three networks
 */
export function importMtcnn(bytes: Uint8Array): ImportedNetwork {
  const weights = new MtcnnWeights(readDictOfArrays(bytes));
  const plan = mtcnnNetworks.find(({ heads }) =>
    Object.values(heads).every(({ layer }) => weights.has(layer)),
  );
  if (!plan)
    throw new InvalidModel(
      said("mtcnn.layers-none-mtcnn-pnet", { names: weights.names.slice(0, 20) }),
    );
  const { title, side } = plan;
  return {
    model: new GraphBuilder(weights).build(plan),
    title,
    input: {
      width: side,
      height: side,
      color: "rgb",
      scale: 1,
      polarity: "auto",
      mean: [127.5, 127.5, 127.5],
      std: [128, 128, 128],
    },
    head: {
      kind: "classifier",
      classes: ["background", "face"],
      background: 0,
      activation: "none",
    },
    license: "MIT",
    source: `${title}, weights as published in davidsandberg/facenet (MIT)`,
  };
}
