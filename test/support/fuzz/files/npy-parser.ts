/** @file MTCNN's weights: a NumPy file that holds a pickle, which is a program; it may run none of ours. */
import { UserError } from "../../../../src-core/contract/failure.ts";
import { importMtcnn } from "../../../../src-core/import/mtcnn/mtcnn.ts";
import { InvalidModel } from "../../../../src-core/network/onnx/errors.ts";
import { npyOfLayers } from "../../models/pickle.ts";
import { Draw } from "../draw.ts";
import { mtcnnFile } from "../importers.ts";
import { keptFiles } from "../kept.ts";
import type { Parser } from "./parser.ts";

const small = npyOfLayers({ conv1: { alpha: { shape: [1], values: Float32Array.of(1) } } });
export const npyParser: Parser = {
  seeds: [
    ...Array.from({ length: 8 }, (_, index) => mtcnnFile(new Draw(index))),
    small,
    ...keptFiles("files/npy").map(({ bytes }) => bytes),
  ],
  read: (bytes) =>
    Promise.resolve(bytes)
      .then((file) => importMtcnn(file))
      .catch((cause: unknown) => {
        if (!(cause instanceof InvalidModel)) throw cause;
        throw new UserError("invalid-model", cause.message);
      }),
};
