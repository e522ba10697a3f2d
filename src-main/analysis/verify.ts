/** @file The converted network against the original one, on a picture of noise. */
import type { Equality } from "../../src-core/contract/analysis.ts";
import type { InputCard } from "../../src-core/contract/card.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { FullyConvolutional } from "../../src-core/network/convolutionalize.ts";
import { expectedEquality } from "../../src-core/network/equality.ts";
import { withPixels, withScores } from "../../src-core/network/frame.ts";
import type { ModelProto } from "../../src-core/network/onnx.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import { declaredInput } from "../../src-core/network/walk.ts";
import type { Pixels } from "../engine/engine.ts";
import { onnxruntime } from "../engine/onnxruntime.ts";
import { Agreement } from "./agreement.ts";
import { gridOf } from "./grid.ts";
import { randomNumbers, sampleCells } from "./sample.ts";
import { trim } from "./scores.ts";
import { cutWindows } from "./windows.ts";

/**
 * Compares `count` windows, drawn at random from an image that has at least so many.
 * @throws UserError for a network that reads neither 1 nor 3 channels
 */
export async function verify(
  classifier: ModelProto,
  surgery: FullyConvolutional,
  count: number,
): Promise<Equality> {
  const { channels } = declaredInput(classifier);
  if (channels !== 1 && channels !== 3)
    throw new UserError(
      "invalid-request",
      `the network reads ${channels ?? "an unknown number of"} channels: only 1 and 3 can be verified`,
    );
  const image = noise(surgery, count, channels);
  const grid = gridOf(surgery, image);
  const open = (network: ModelProto, rank: 2 | 4): ReturnType<typeof onnxruntime.open> =>
    onnxruntime.open(
      writeModel(withScores(withPixels(network, raw(surgery, channels), channels), "none", rank)),
    );
  const [pass, dense] = [await open(surgery.model, 4), await open(classifier, 2)];
  const agreement = new Agreement(trim(await pass.run(image), grid));
  const cells = sampleCells(grid.columns * grid.rows, count);
  for (let start = 0; start < cells.length; start += batch) {
    const part = cells.slice(start, start + batch);
    agreement.add(part, await dense.run(cutWindows(image, grid, part)));
  }
  await Promise.all([pass.release(), dense.release()]);
  return agreement.result(expectedEquality(surgery));
}

const batch = 1; // A file may have its batch fixed at 1.

/** Pixels as they are, in 0…1. */
const raw = ({ window }: FullyConvolutional, channels: 1 | 3): InputCard => ({
  ...window,
  color: channels === 1 ? "gray" : "rgb",
  scale: 1 / 255,
  mean: Array.from({ length: channels }, () => 0),
  std: Array.from({ length: channels }, () => 1),
  polarity: "auto",
});

function noise(
  { window, horizontal, vertical }: FullyConvolutional,
  count: number,
  channels: 1 | 3,
): Pixels {
  const side = Math.ceil(Math.sqrt(count));
  const width = window.width + (side - 1) * horizontal.jump;
  const height = window.height + (side - 1) * vertical.jump;
  const uniform = randomNumbers(count);
  const data = Uint8Array.from({ length: width * height * channels }, () => uniform() * 256);
  return { data, batch: 1, width, height, channels };
}
