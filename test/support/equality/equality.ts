/** @file The law of the project, measured: every cell of the pass against the dense network on its window. */
import { Float16Array } from "@petamoriken/float16";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { Size } from "../../../src-core/size.ts";
import type { ImageInput } from "../../../src-core/network/graph/image-input.ts";
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import { sessionOptions } from "../../../src-main/engine/onnxruntime.ts";
import { seeded } from "../random.ts";

export const openSession = (model: ModelProto): Promise<InferenceSession> =>
  InferenceSession.create(writeModel(model), sessionOptions);

export async function runSession(session: InferenceSession, image: Tensor): Promise<Tensor> {
  const [input = ""] = session.inputNames;
  const [output = ""] = session.outputNames;
  const result = (await session.run({ [input]: image }))[output];
  if (!result) throw new Error("the session returned nothing");
  return result;
}

/** Values of a float tensor, half precision or not. */
export const valuesOf = ({ data, type }: Tensor): Float32Array =>
  type === "float16"
    ? Float32Array.from(new Float16Array(new Uint16Array(data as Uint16Array).buffer))
    : Float32Array.from(data as Float32Array);

/** Images in planes `batch × channels × height × width`, as the network's input has them. */
export interface Planes extends Size {
  readonly data: Float32Array;
  readonly batch: number;
}

export function feed(
  { layout, channels, type }: ImageInput,
  { data, batch, width, height }: Planes,
): Tensor {
  let values = data;
  if (layout === "NHWC") {
    values = new Float32Array(data.length);
    const plane = width * height;
    for (let image = 0; image < batch; image++)
      for (let channel = 0; channel < channels; channel++)
        for (let place = 0; place < plane; place++)
          values[(image * plane + place) * channels + channel] =
            data[(image * channels + channel) * plane + place] ?? NaN;
  }
  const shapes = {
    NCHW: [batch, channels, height, width],
    NHWC: [batch, height, width, channels],
    NHW: [batch, height, width],
    flat: [batch, height * width],
  };
  const shape = shapes[layout];
  if (type === elementTypes.uint8)
    return new Tensor(
      "uint8",
      Uint8Array.from(values, (value) => value * 255),
      shape,
    );
  if (type === elementTypes.float16)
    return new Tensor("float16", new Uint16Array(Float16Array.from(values).buffer), shape);
  return new Tensor("float32", values, shape);
}

/** The windows at `cells` (row-major) of a map with `columns` cells in a row. */
export function windowsOf(
  image: Planes,
  { window, vertical, horizontal, input: { channels } }: FullyConvolutional,
  columns: number,
  cells: readonly number[],
): Planes {
  const { width, height } = window;
  const data = new Float32Array(cells.length * channels * width * height);
  let target = 0;
  for (const cell of cells)
    for (let channel = 0; channel < channels; channel++)
      for (let y = 0; y < height; y++) {
        const row = Math.floor(cell / columns) * vertical.jump + y;
        const from =
          (channel * image.height + row) * image.width + (cell % columns) * horizontal.jump;
        data.set(image.data.subarray(from, from + width), target);
        target += width;
      }
  return { data, batch: cells.length, width, height };
}

export interface Equality {
  readonly rows: number;
  readonly columns: number;
  /** Cells whose window lies in the image. */
  readonly checked: number;
  readonly maxAbsDiff: number;
  readonly argmaxAgreement: number;
  /** Largest score, to know what a difference means. */
  readonly largest: number;
}

export interface Trial {
  readonly size: Size;
  readonly seed: number;
  readonly window?: Size;
  readonly stride?: "native" | 1;
  readonly batch?: number;
}

const argmax = (values: ArrayLike<number>): number => {
  let best = 0;
  for (let index = 1; index < values.length; index++)
    if ((values[index] ?? NaN) > (values[best] ?? NaN)) best = index;
  return best;
};

/** Largest difference over all cells, on an image of random numbers. */
export async function measureEquality(model: ModelProto, trial: Trial): Promise<Equality> {
  const { size, seed, window, stride = "native", batch = 32 } = trial;
  const surgery = convolutionalize(model, { window, stride });
  const [pass, dense] = [
    await openSession(surgery.model),
    await openSession(surgery.classifier.model),
  ];
  const { channels } = surgery.input;
  const random = seeded(seed);
  const data = Float32Array.from({ length: channels * size.width * size.height }, random);
  const image: Planes = { data, batch: 1, ...size };
  const map = await runSession(pass, feed(surgery.input, image));
  const [, classes = 0, rows = 0, columns = 0] = map.dims;
  const scores = valuesOf(map);
  const counts = [surgery.vertical.count(size.height), surgery.horizontal.count(size.width)];
  if (counts.join() !== [rows, columns].join())
    throw new Error(`the map is ${rows}×${columns}, ${counts.join("×")} was foretold`);
  const inside = (cell: number): boolean =>
    Math.floor(cell / columns) * surgery.vertical.jump + surgery.window.height <= size.height &&
    (cell % columns) * surgery.horizontal.jump + surgery.window.width <= size.width;
  const cells = Array.from({ length: rows * columns }, (_, cell) => cell).filter(inside);
  let [maxAbsDiff, same, largest] = [0, 0, 0];
  for (let start = 0; start < cells.length; start += batch) {
    const part = cells.slice(start, start + batch);
    const windows = windowsOf(image, surgery, columns, part);
    const vectors = valuesOf(await runSession(dense, feed(surgery.classifier.input, windows)));
    for (const [place, cell] of part.entries()) {
      const vector = vectors.subarray(place * classes, (place + 1) * classes);
      const own = Float32Array.from(
        vector,
        (_, index) => scores[index * rows * columns + cell] ?? NaN,
      );
      if (argmax(own) === argmax(vector)) same++;
      for (const [index, score] of vector.entries()) {
        maxAbsDiff = Math.max(maxAbsDiff, Math.abs(score - (own[index] ?? NaN)));
        largest = Math.max(largest, Math.abs(score));
      }
    }
  }
  await Promise.all([pass.release(), dense.release()]);
  return {
    rows,
    columns,
    checked: cells.length,
    maxAbsDiff,
    argmaxAgreement: same / cells.length,
    largest,
  };
}
