/** @file How much memory a tile may take, and how much it will. */
import { passBytes } from "../../../src-core/network/properties/cost.ts";
import type { Size } from "../../../src-core/size.ts";
import type { LoadedModel } from "../models/model.ts";
import type { Subject } from "./subject.ts";

/** Most of ONNX Runtime's memory over the two largest neighbouring layers: 1.2 to 3.1, lenet-digits at 1024² to 3072². */
const overhead = 3.1;

/** Largest number of values that one of the engine's tensors may have. */
const longestTensor = 2 ** 31 - 1;

const [least, most] = [128 * 2 ** 20, 10 ** 9];

/**
 * Bytes that a tile may take: as asked for, or a quarter of what is free, at most 1 GB. Some systems call little free that
 * they would give at once: a small part is asked for all the same.
 */
export const memoryBudget = (wanted?: number): number =>
  wanted ?? Math.min(Math.max(process.availableMemory() / 4, least), most);

/** Whether the engine may be given so many pixels at once. */
export function fitsIn({ surgery }: LoadedModel, channels: number, budget: number) {
  return (size: Size): boolean => {
    const needed = overhead * passBytes(surgery.layers, size, channels);
    return needed <= budget && needed / 4 <= longestTensor;
  };
}

/** Windows that a batch may have on a processor, and on a GPU, which has work for more at once. */
const [mostOnProcessor, mostOnGpu] = [1024, 4096];

/** Windows that fit into memory at once: their layers, as those of a tile of as many pixels. */
export function mostAtOnce(
  { surgery }: LoadedModel,
  channels: number,
  provider: string,
  memory?: number,
): number {
  const each = overhead * passBytes(surgery.layers, surgery.window, channels);
  const fitting = Math.max(1, Math.floor(memoryBudget(memory) / each));
  return Math.min(fitting, provider === "cpu" ? mostOnProcessor : mostOnGpu);
}

/** Bytes of a tile's layers whose memory is worth a new session: opening one takes some 50 ms. */
const worthReleasing = 128 * 2 ** 20;

export const isHeavy = (subject: Subject): boolean => layersOf(subject) > worthReleasing;

/** Bytes of a tile's two largest neighbouring layers, which the engine keeps for the next one. */
export const layersOf = ({ model: { surgery }, facts, plan }: Subject): number =>
  passBytes(surgery.layers, plan, facts.channels);

/** Most bytes of memory that this process held so far. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;
