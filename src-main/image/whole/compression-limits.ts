/** @file The most pixels that a number of bytes can hold: a header that promises more is refused before anything is decoded. */
import { Told, said } from "../../../src-core/messages/said.ts";

/** Bytes that one byte of deflate can stand for. Source: zlib's technical details, "Maximum Compression Factor". */
export const deflateRatio = 1032;

/** @throws Error where deflated bytes cannot hold what is promised */
export function checkDeflated(promised: number, bytes: number): void {
  checkRatio(promised, bytes, deflateRatio);
}

/** @throws Error where `bytes` cannot hold what is promised, each being `ratio` at most */
export function checkRatio(promised: number, bytes: number, ratio: number): void {
  if (promised > (bytes + 1) * ratio)
    throw new Told(said("image.header-promises-bytes-pixels", { promised, bytes }));
}

/**
 * JPEG: a block of 8 × 8 samples takes a bit at least. Source: ITU-T T.81, annexes F and G: no Huffman code is shorter.
 * @throws Error where `bytes` cannot hold width × height
 */
export function checkBlocks(width: number, height: number, bytes: number): void {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  if (blocks > bytes * 8)
    throw new Told(said("image.header-promises-pixels-which", { width, height, bytes }));
}
