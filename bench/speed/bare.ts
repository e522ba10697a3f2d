/** @file ONNX Runtime alone, on the file that `fullconv convert` writes: nothing of the app around it. */
import type { InputCard } from "../../src-core/contract/card.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import type { LoadedModel } from "../../src-main/analysis/models/model.ts";
import { withTime } from "../../src-main/analysis/jobs/timing.ts";
import type { Pixels } from "../../src-main/engine/engine.ts";
import { runtime } from "../../src-main/engine/onnxruntime-module.ts";
import type { Turn } from "./rounds.ts";

/** What the network reads, 1 × channels × height × width. */
export interface Prepared {
  readonly data: Float32Array;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** A grey picture as the card wants it. */
export function prepare({ data, width, height }: Pixels, input: InputCard): Prepared {
  const channels = input.color === "gray" ? 1 : 3;
  const inverted = input.polarity === "dark-on-light";
  const values = new Float32Array(channels * data.length);
  for (let channel = 0; channel < channels; channel++) {
    const [mean, std] = [input.mean[channel] ?? 0, input.std[channel] ?? 1];
    for (const [pixel, tone] of data.entries()) {
      const value = (inverted ? 255 - tone : tone) * input.scale;
      values[channel * data.length + pixel] = (value - mean) / std;
    }
  }
  return { data: values, channels, height, width };
}

/** @param threads that share one operator's work; ONNX Runtime's own choice where it is left out */
export async function bareTurn(
  side: string,
  { surgery }: LoadedModel,
  { data, channels, height, width }: Prepared,
  threads?: number,
): Promise<Turn> {
  const session = await runtime().InferenceSession.create(writeModel(surgery.model), {
    executionProviders: ["cpu"],
    ...(threads !== undefined && { intraOpNumThreads: threads }),
  });
  const { name } = surgery.input;
  const feeds = { [name]: new (runtime().Tensor)("float32", data, [1, channels, height, width]) };
  return async () => {
    await session.run(feeds); // see [Note: Turns]
    const [, time] = await withTime(() => session.run(feeds));
    return { [side]: time };
  };
}
