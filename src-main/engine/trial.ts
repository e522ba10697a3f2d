/** @file A network on a device, next to the CPU: whether the scores agree, and how long both take. */
import type { Message } from "../../src-core/messages/template.ts";
import { inEnglish, said } from "../../src-core/messages/said.ts";
import type { Trial } from "../../src-core/contract/devices.ts";
import { randomNumbers } from "../../src-core/random.ts";
import { why } from "../reason.ts";
import type { Engine, Pixels, Run, Scores, Session } from "./engine.ts";

/** A network and what is known of it. */
export interface TrialNetwork {
  /** ONNX: pixels to scores. */
  readonly network: Uint8Array;
  /** What the CPU runs beside it, where that is not the same: a network in another precision. */
  readonly reference?: Uint8Array | undefined;
  /** The smallest image that it takes. */
  readonly window: { readonly width: number; readonly height: number };
  readonly channels: 1 | 3;
  /** Largest difference that is right, as a share of the largest score (or of 1, if that is more). */
  readonly tolerance: number;
}

/** A device that may know where operators ran. */
export interface TriedEngine extends Engine {
  fallback?(model: Uint8Array, pixels: Pixels): Promise<string[] | null>;
}

/** Sides of the images after the window; the next one is tried while both are expected to take less than `enough`. */
const sides = [128, 256, 512, 1024];
const enough = 1000;
const runs = 3;

/** Never throws: what goes wrong on the device is what the trial tells. */
export async function tryNetwork(
  device: TriedEngine,
  cpu: Engine,
  trialNetwork: TrialNetwork,
): Promise<Trial> {
  const { network, reference = network, window, channels, tolerance } = trialNetwork;
  const opened: Session[] = [];
  const times: Trial["times"] = [];
  let difference: number | null = null;
  let fallback: string[] | null = null;
  const verdict = (failure: Message | null): Trial => ({
    passed: failure === null,
    opened: opened.length > 0,
    difference,
    tolerance,
    failure: failure && inEnglish(failure),
    ...(failure && { said: failure }),
    times,
    fallback,
  });
  try {
    // One after the other: what was opened is told, and released, even where the next one fails.
    opened.push(await device.open(network));
    opened.push(await cpu.open(reference));
    const [onDevice, onCpu] = opened;
    if (!onDevice || !onCpu) return verdict(said("engine.not-opened"));
    const larger = sides.filter((side) => side > Math.max(window.width, window.height));
    for (const size of [window, ...larger.map((side) => ({ width: side, height: side }))]) {
      if (!isWorthIt(times, size)) break;
      const image = noise(size, channels);
      const [own, right] = [await onDevice.run(image), await onCpu.run(image)];
      difference = Math.max(difference ?? 0, maxDifference(own, right));
      if (!(difference <= tolerance))
        return verdict(
          Number.isNaN(difference)
            ? said("engine.noise-no-numbers")
            : said("engine.scores-differ", { difference, tolerance: String(tolerance) }),
        );
      const [mine, its] = [await median(onDevice, image), await median(onCpu, image)];
      times.push({ ...size, device: mine, cpu: its });
    }
    fallback = (await device.fallback?.(network, noise(window, channels))) ?? null;
    return verdict(null);
  } catch (cause) {
    return verdict(why(cause));
  } finally {
    await Promise.allSettled(opened.map((session) => session.release()));
  }
}

/** Milliseconds to expect: a straight line through the two largest images that were timed. */
export function expectedTime(trial: Trial, on: "device" | "cpu", pixels: number): number {
  const [last, before] = [trial.times.at(-1), trial.times.at(-2)];
  if (!last) return Infinity;
  const size = last.width * last.height;
  if (!before) return (last[on] * pixels) / size;
  if (pixels < size) return between(trial, on, pixels);
  const slope = (last[on] - before[on]) / (size - before.width * before.height);
  return last[on] + Math.max(slope, 0) * (pixels - size);
}

function between({ times }: Trial, on: "device" | "cpu", pixels: number): number {
  const points = times.map((time) => ({ pixels: time.width * time.height, time: time[on] }));
  const above = points.findIndex((point) => point.pixels >= pixels);
  const [low, high] = [points[above - 1], points[above]];
  if (!low || !high) return high?.time ?? Infinity;
  const share = (pixels - low.pixels) / (high.pixels - low.pixels);
  return low.time + share * (high.time - low.time);
}

function isWorthIt(times: Trial["times"], { width, height }: TrialNetwork["window"]): boolean {
  const last = times.at(-1);
  if (!last) return true;
  const growth = (width * height) / (last.width * last.height);
  return growth * Math.max(last.device, last.cpu) * (runs + 1) < enough * runs;
}

async function median(session: Session, image: Pixels): Promise<number> {
  const all: number[] = [];
  while (all.length < runs) all.push((await session.run(image)).time);
  all.sort((a, b) => a - b);
  return all[Math.floor(runs / 2)] ?? NaN;
}

/** The largest of all outputs. */
const maxDifference = (own: Run, right: Run): number =>
  Math.max(
    ...[right, ...(right.further ?? [])].map((scores, index) =>
      outputDifference(index === 0 ? own : own.further?.[index - 1], scores),
    ),
  );

/** NaN where they have not the same shape, or where one of them is no number. */
function outputDifference(own: Scores | undefined, right: Scores): number {
  if (own?.data.length !== right.data.length || own.columns !== right.columns) return NaN;
  let [difference, largest] = [0, 1];
  for (const [index, score] of right.data.entries()) {
    const distance = Math.abs(score - (own.data[index] ?? NaN));
    if (Number.isNaN(distance)) return NaN;
    difference = Math.max(difference, distance);
    largest = Math.max(largest, Math.abs(score));
  }
  return difference / largest;
}

function noise({ width, height }: TrialNetwork["window"], channels: 1 | 3): Pixels {
  const uniform = randomNumbers(width * height);
  const data = Uint8Array.from({ length: width * height * channels }, () => uniform() * 256);
  return { data, batch: 1, width, height, channels };
}
