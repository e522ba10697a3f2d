/** @file The converted network against the original one, on a picture of noise. */
import { said, raw as inOwnWords } from "../../../../src-core/messages/said.ts";
import type { Equality } from "../../../../src-core/contract/analysis.ts";
import type { InputCard } from "../../../../src-core/contract/card.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { FullyConvolutional } from "../../../../src-core/network/surgery/convolutionalize.ts";
import { expectedEquality } from "../../../../src-core/network/properties/equality.ts";
import { withPixels } from "../../../../src-core/network/pipeline/preprocessing.ts";
import { withScores } from "../../../../src-core/network/pipeline/outputs.ts";
import { writeModel } from "../../../../src-core/network/onnx/model.ts";
import { tolerance } from "../../../../src-core/network/properties/tolerance.ts";
import { randomNumbers } from "../../../../src-core/random.ts";
import type { Pixels, Scores, Session } from "../../../engine/engine.ts";
import { processor } from "../../../engine/processor.ts";
import { heldRaster } from "../../../image/raster.ts";
import { heldScores } from "../../../output/held-scores.ts";
import { Agreement } from "../../windows/agreement.ts";
import { gridOf } from "../../windows/grid.ts";
import { ScorePairs } from "../../windows/score-pairs.ts";
import { sampleCells } from "../../windows/sample-cells.ts";
import { inWholeBatches } from "../../windows/whole-batches.ts";
import { windowBatches } from "../../windows/window-batches.ts";

/**
 * Compares `count` windows, drawn at random from an image that has at least so many.
 * @throws UserError for a network that reads neither 1 nor 3 channels, and for an exact one that is not equal
 */
export async function verify(surgery: FullyConvolutional, count: number): Promise<Equality> {
  const channels = channelsOf(surgery);
  const image = noise(surgery, count, channels);
  const grid = gridOf(surgery, image);
  const [pass, dense] = [await openPass(surgery, channels), await openDense(surgery, channels)];
  const map = heldScores(await pass.run(image));
  const agreement = new Agreement(tolerance(surgery.classifier.model));
  const chosen = sampleCells(grid.visited.columns * grid.visited.rows, count);
  for await (const { cells, pixels } of windowBatches(heldRaster(image), grid, chosen, 1))
    await agreement.add(map, cells, await dense.run(pixels));
  await Promise.all([pass.release(), dense.release()]);
  const expected = expectedEquality(surgery);
  const equality = agreement.result(expected);
  if (equality.class !== expected.class)
    throw new UserError(
      "invalid-model",
      said("models.not-equal", { reason: equality.said ?? inOwnWords(equality.reason) }),
    );
  return equality;
}

/**
 * On exactly one window every converted network must return what the original returns, padded or not: a check that costs
 * two runs, and that a wrong conversion does not pass. A network that gives no number there is shown darker noise.
 * @returns the largest difference of scores that are numbers; null where none is
 * @throws UserError when it is more than rounding explains, and for a network that reads neither 1 nor 3 channels
 */
export async function checkOneWindow(surgery: FullyConvolutional): Promise<number | null> {
  const channels = channelsOf(surgery);
  const { data, ...size } = noise(surgery, 1, channels);
  const { width, height } = surgery.window;
  const bright = data.subarray(0, width * height * channels);
  const images = [bright, bright.map((value) => value / 16)].map((shown): Pixels => ({
    ...size,
    width,
    height,
    data: shown,
  }));
  // One after the other: a large network need not be in memory twice.
  const pass = await runs(await openPass(surgery, channels, true), images);
  const dense = await runs(await openDense(surgery, channels, true), images);
  const pairs = new ScorePairs();
  for (const [index, { data: right }] of dense.entries()) {
    const own = pass[index];
    if (!own || pairs.compared > 0) continue;
    // À trous, a window that is larger than what a cell depends on holds several cells.
    const plane = own.rows * own.columns;
    pairs.add(
      right.map((_, kind) => own.data[kind * plane] ?? NaN),
      right,
    );
  }
  const { maxAbsDiff, largest, differing, isTheNetworks, told } = pairs;
  if (!pairs.isWithin(tolerance(surgery.classifier.model)))
    throw new UserError(
      "invalid-model",
      said("models.noise-differs", {
        maxAbsDiff,
        largest,
        more: isTheNetworks && told ? told : said("models.please-report"),
      }),
    );
  if (differing > 0)
    throw new UserError("invalid-model", said("models.noise-no-numbers", { told: told ?? "" }));
  return pairs.compared > 0 ? maxAbsDiff : null;
}

async function runs(session: Session, images: readonly Pixels[]): Promise<Scores[]> {
  const all: Scores[] = [];
  for (const image of images) {
    all.push(await session.run(image));
    // The second picture is for networks that give no number on the first.
    if (all.some(({ data }) => data.some(Number.isFinite))) break;
  }
  await session.release();
  return all;
}

type Channels = 1 | 3;

/** Whether an image can be given to the network. */
export const readsImages = ({ input }: FullyConvolutional): boolean =>
  input.channels === 1 || input.channels === 3;

function channelsOf({ input: { channels } }: FullyConvolutional): Channels {
  if (channels === 1 || channels === 3) return channels;
  throw new UserError("invalid-request", said("models.network-reads-channels-only", { channels }));
}

const openPass = (
  surgery: FullyConvolutional,
  channels: Channels,
  plain = false,
): Promise<Session> =>
  processor.open(
    writeModel(withScores(withPixels(surgery, raw(surgery, channels), channels), [], 4)),
    plain,
  );

/** Where the file fixes its batch, one window is run in a whole one: whether it takes fewer is not asked here. */
async function openDense(
  surgery: FullyConvolutional,
  channels: Channels,
  plain = false,
): Promise<Session> {
  const { classifier } = surgery;
  const framed = withScores(withPixels(classifier, raw(surgery, channels), channels), [], 2);
  const session = await processor.open(writeModel(framed), plain);
  return inWholeBatches(session, classifier.input.batch ?? 1);
}

/** Pixels as they are, in 0…1. */
const raw = ({ window }: FullyConvolutional, channels: Channels): InputCard => ({
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
  channels: Channels,
): Pixels {
  const side = Math.ceil(Math.sqrt(count));
  const width = window.width + (side - 1) * horizontal.jump;
  const height = window.height + (side - 1) * vertical.jump;
  const uniform = randomNumbers(count);
  const data = Uint8Array.from({ length: width * height * channels }, () => uniform() * 256);
  return { data, batch: 1, width, height, channels };
}
