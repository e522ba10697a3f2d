/** @file How many windows a classifier takes at once: what its file says of its batch is tried out, not believed. */
import type { Message } from "../../../src-core/messages/template.ts";
import { said } from "../../../src-core/messages/said.ts";
import { randomNumbers } from "../../../src-core/random.ts";
import type { AnyPixels, Session } from "../../engine/engine.ts";
import { EngineError } from "../../engine/engine.ts";
import { why as causeOf } from "../../reason.ts";
import { inWholeBatches } from "./whole-batches.ts";

export interface Batching {
  /** Takes any number of windows up to `largestBatch`. */
  readonly session: Session;
  readonly largestBatch: number;
  /** Why that is no larger; null where it is any number. */
  readonly fixed: Message | null;
}

export interface WindowShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly type: "uint8" | "float32" | undefined;
}

/**
 * Any number, where two windows at once give what each gives alone; else the batch that the file fixes, where a window gives
 * the same at its first place and at its last; else one.
 * @param declared batch of the file, null where it is open
 * @param bound difference that rounding explains, as a share of the score or of 1
 * @throws OutOfMemory, DeviceFailed and whatever one window alone fails with: that says nothing of batches
 */
export async function batching(
  session: Session,
  shape: WindowShape,
  declared: number | null,
  bound: number,
): Promise<Batching> {
  const [one, other] = [noise(shape, 1), noise(shape, 2)];
  const scores = async (...windows: readonly Float32Array[]): Promise<Float32Array[]> => {
    const { data, classes } = await session.run(joined(shape, windows));
    return windows.map((_, index) => data.subarray(index * classes, (index + 1) * classes));
  };
  const trials: readonly [batch: number, isTaken: () => Promise<boolean>][] = [
    [
      Infinity,
      async () => {
        const both = await scores(one, other);
        const alone = [...(await scores(one)), ...(await scores(other))];
        return alone.every((own, index) => alike(own, both[index], bound));
      },
    ],
    [
      declared ?? 1,
      async () => {
        if (declared === null || declared === 1) return false;
        const rest = Array.from({ length: declared - 1 }, () => other);
        const [first, last] = [await scores(one, ...rest), await scores(...rest, one)];
        return alike(first[0] ?? one, last.at(-1), bound);
      },
    ],
  ];
  let why = said("analysis.batch-differs");
  for (const [largestBatch, isTaken] of trials) {
    const taken = await isTaken().catch((cause: unknown) => {
      // That says nothing of the network: the next one who asks tries again.
      if (cause instanceof EngineError) throw cause;
      why = said("analysis.batch-refused", { why: causeOf(cause) });
      return false;
    });
    if (taken && largestBatch === Infinity) return { session, largestBatch, fixed: null };
    if (taken) return { session: inWholeBatches(session, largestBatch), largestBatch, fixed: why };
  }
  await scores(one); // throws where it is not the batch that it cannot do
  return { session, largestBatch: 1, fixed: why };
}

/** What is no number in both is alike, too: the network itself gives it. */
function alike(one: Float32Array, other: Float32Array | undefined, bound: number): boolean {
  return one.every((score, kind) => {
    const again = other?.[kind] ?? 0;
    if (!Number.isFinite(score)) return Object.is(score, again);
    return Math.abs(score - again) <= bound * Math.max(1, Math.abs(score));
  });
}

function noise({ width, height, channels }: WindowShape, seed: number): Float32Array {
  const uniform = randomNumbers(seed);
  return Float32Array.from({ length: width * height * channels }, () => 256 * uniform());
}

function joined(
  { width, height, channels, type }: WindowShape,
  windows: readonly Float32Array[],
): AnyPixels {
  const length = width * height * channels;
  const all = new Float32Array(windows.length * length);
  for (const [index, window] of windows.entries()) all.set(window, index * length);
  const data = type === "float32" ? all : Uint8Array.from(all);
  return { data, batch: windows.length, width, height, channels };
}
