/**
 * @file The windows of an image on bare ONNX Runtime: the file as it is, a plain loop over its windows, one run for each.
 * Nothing here is the app's: it is what the app is held against.
 */
import { Float16Array } from "@petamoriken/float16";
import { InferenceSession, Tensor } from "onnxruntime-node";

export interface Picture {
  /** height × width × channels, 0…255 */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export interface BareInput {
  readonly layout: "NCHW" | "NHWC" | "NHW" | "flat";
  readonly type: "float32" | "float16" | "float64" | "uint8" | "int32" | "int64";
  /** Batch that the file fixes; 1 where it is open. */
  readonly batch: number;
  readonly window: { readonly width: number; readonly height: number };
  /** A pixel's number is pixel · scale; in the order of the picture's channels. */
  readonly scale: number;
}

export interface Places {
  readonly rows: number;
  readonly columns: number;
  readonly strideX: number;
  readonly strideY: number;
}

/**
 * Scores of the window at (column · strideX, row · strideY) for each cell: classes × rows × columns, NaN where the window
 * leaves the image.
 * @param output name of the output; the first one where it is left out
 */
export async function bareWindows(
  model: Uint8Array,
  picture: Picture,
  input: BareInput,
  { rows, columns, strideX, strideY }: Places,
  output?: string,
): Promise<{ readonly data: Float32Array; readonly classes: number }> {
  const session = await InferenceSession.create(model, {
    executionProviders: ["cpu"],
    logSeverityLevel: 4,
    // Joins a Pad with 0 to the MaxPool behind it as if it were one with −∞ (1.30).
    extra: { optimization: { disable_specified_optimizers: "Pad_Fusion" } },
  });
  const { width, height } = input.window;
  let map: Float32Array | null = null;
  let classes = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = [column * strideX, row * strideY];
      if (x + width > picture.width || y + height > picture.height) continue;
      const [name = ""] = session.inputNames;
      const results = await session.run({ [name]: windowAt(picture, input, x, y) });
      const scores = ofOneWindow(results[output ?? session.outputNames[0] ?? ""], input.batch);
      classes = scores.length;
      map ??= new Float32Array(classes * rows * columns).fill(NaN);
      for (const [kind, score] of scores.entries())
        map[(kind * rows + row) * columns + column] = score;
    }
  await session.release();
  if (!map) throw new Error("no window lies in the picture");
  return { data: map, classes };
}

/** The same window as often as the file's batch asks for. */
function windowAt(picture: Picture, input: BareInput, left: number, top: number): Tensor {
  const { window, layout, batch, scale, type } = input;
  const { width, height } = window;
  const { channels } = picture;
  const values: number[] = [];
  const at = (y: number, x: number, channel: number): number =>
    (picture.data[((top + y) * picture.width + left + x) * channels + channel] ?? NaN) * scale;
  if (layout === "NHWC") {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < channels; channel++) values.push(at(y, x, channel));
  } else {
    for (let channel = 0; channel < channels; channel++)
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) values.push(at(y, x, channel));
  }
  const all = Array.from({ length: batch }, () => values).flat();
  const shape = {
    NCHW: [batch, channels, height, width],
    NHWC: [batch, height, width, channels],
    NHW: [batch, height, width],
    flat: [batch, height * width],
  }[layout];
  switch (type) {
    case "float32":
      return new Tensor(type, Float32Array.from(all), shape);
    case "float64":
      return new Tensor(type, Float64Array.from(all), shape);
    case "float16":
      return new Tensor(type, new Uint16Array(Float16Array.from(all).buffer), shape);
    case "uint8":
      return new Tensor(type, Uint8Array.from(all), shape);
    case "int32":
      return new Tensor(type, Int32Array.from(all), shape);
    case "int64":
      return new Tensor(
        type,
        BigInt64Array.from(all, (value) => BigInt(value)),
        shape,
      );
  }
}

/** What an output holds for one of `batch` equal windows, whatever its axes: its classes in their order. */
function ofOneWindow(tensor: Tensor | undefined, batch: number): number[] {
  if (!tensor || !ArrayBuffer.isView(tensor.data)) throw new Error("the session returned nothing");
  const values =
    tensor.type === "float16"
      ? [...new Float16Array(new Uint16Array(tensor.data as Uint16Array).buffer)]
      : Array.from(tensor.data as Float32Array, Number);
  const classes = values.length / batch;
  // Windows come first, unless the first axis is not theirs.
  const isFirst = batch === 1 || tensor.dims[0] === batch || tensor.dims.length === 1;
  return Array.from({ length: classes }, (_, kind) => values[isFirst ? kind : kind * batch] ?? NaN);
}
