/** @file The law of the project, measured: every cell of the pass against the dense network on its window. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import type { ModelProto } from "../../src-core/network/onnx.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import { seeded } from "./random.ts";

const open = (model: ModelProto): Promise<InferenceSession> =>
  InferenceSession.create(writeModel(model), { logSeverityLevel: 3 });

async function run(session: InferenceSession, image: Tensor): Promise<Tensor> {
  const [input = ""] = session.inputNames;
  const [output = ""] = session.outputNames;
  const result = (await session.run({ [input]: image }))[output];
  if (!result) throw new Error("the session returned nothing");
  return result;
}

export interface Equality {
  readonly rows: number;
  readonly columns: number;
  readonly maxAbsDiff: number;
}

/** Largest difference over all cells, on an image of random numbers. */
export async function measureEquality(
  model: ModelProto,
  channels: number,
  size: { width: number; height: number },
  seed: number,
): Promise<Equality> {
  const surgery = convolutionalize(model);
  const [pass, dense] = await Promise.all([open(surgery.model), open(model)]);
  const random = seeded(seed);
  const pixels = Float32Array.from({ length: channels * size.width * size.height }, random);
  const map = await run(
    pass,
    new Tensor("float32", pixels, [1, channels, size.height, size.width]),
  );
  const [, classes = 0, rows = 0, columns = 0] = map.dims;
  const scores = map.data as Float32Array;
  const { width, height } = surgery.window;
  let maxAbsDiff = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const window = new Float32Array(channels * width * height);
      const left = column * surgery.horizontal.jump;
      for (let channel = 0; channel < channels; channel++)
        for (let y = 0; y < height; y++) {
          const from =
            (channel * size.height + row * surgery.vertical.jump + y) * size.width + left;
          window.set(pixels.subarray(from, from + width), (channel * height + y) * width);
        }
      const vector = await run(dense, new Tensor("float32", window, [1, channels, height, width]));
      for (let index = 0; index < classes; index++) {
        const cell = scores[(index * rows + row) * columns + column] ?? NaN;
        maxAbsDiff = Math.max(
          maxAbsDiff,
          Math.abs(cell - ((vector.data as Float32Array)[index] ?? NaN)),
        );
      }
    }
  await Promise.all([pass.release(), dense.release()]);
  return { rows, columns, maxAbsDiff };
}
