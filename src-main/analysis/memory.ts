/** @file Whether an image fits in memory in one piece. */
import { freemem } from "node:os";
import { UserError } from "../../src-core/contract/failure.ts";
import { passBytes } from "../../src-core/network/cost.ts";
import type { Decoded } from "../image/decode.ts";
import type { LoadedModel } from "./model.ts";

/** Most of ONNX Runtime's memory over the two largest neighbouring layers: 1.2 to 3.1, lenet-digits at 1024² to 3072². */
const overhead = 3.1;

/** Largest number of values that one of the engine's tensors may have. */
const longestTensor = 2 ** 31 - 1;

/**
 * What this process holds counts as free: the engine keeps its memory and uses it again, so that an image that was run
 * once can be run once more.
 * @throws UserError where the pass would need more memory than there is
 */
export function checkMemory({ surgery }: LoadedModel, image: Decoded): void {
  const needed = overhead * passBytes(surgery.layers, image, image.channels);
  const free = freemem() + process.memoryUsage.rss();
  if (needed > free || needed / 4 > longestTensor)
    throw new UserError(
      "image-too-large",
      `image ${image.width}×${image.height} needs about ${gigabytes(needed)} GB in one piece, ${gigabytes(free)} GB are free: cut or shrink it`,
    );
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);

/** Most bytes of memory that this process held so far. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;
