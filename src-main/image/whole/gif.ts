/** @file Whether the first frame of a GIF is whole. Source: GIF 89a specification, sections 18 to 27 and appendix F. */
import { Told, said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";
import { ByteReader } from "../byte-source.ts";

const block = { image: 0x2c, extension: 0x21 };
/** Codes of LZW have at most 12 bits. */
const mostCodes = 4096;

/** @throws Error where the frame's codes end before its last pixel, or make no sense */
export async function checkGif(source: ByteSource): Promise<void> {
  const reader = new ByteReader(source);
  const screen = await reader.take(13);
  await reader.take(tableBytes(screen[10] ?? 0));
  for (;;) {
    const kind = await reader.byte();
    if (kind === block.image) break;
    if (kind !== block.extension) throw new Told(said("image.no-gif-frame"));
    await reader.byte();
    await skipBlocks(reader);
  }
  const [, , , , w0 = 0, w1 = 0, h0 = 0, h1 = 0, flags = 0] = await reader.take(9);
  await reader.take(tableBytes(flags));
  const pixels = (w0 + 256 * w1) * (h0 + 256 * h1);
  const codes = new CodeCounter(await reader.byte());
  for await (const part of subBlocks(reader)) codes.add(part);
  if (codes.pixels < pixels)
    throw new Told(said("image.first-frame-ends-after", { pixels: codes.pixels, pixels2: pixels }));
}

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

async function* subBlocks(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let length = await reader.byte(); length > 0; length = await reader.byte())
    yield await reader.take(length);
}

async function skipBlocks(reader: ByteReader): Promise<void> {
  for (let length = await reader.byte(); length > 0; length = await reader.byte())
    await reader.take(length);
}

/** Counts the pixels of LZW codes without making them. */
class CodeCounter {
  pixels = 0;
  private readonly clear: number;
  /** Pixels that each code stands for. */
  private readonly lengths = new Uint32Array(mostCodes);
  private readonly least: number;
  private next = 0;
  private width = 0;
  private before = 0;
  private ended = false;
  private bits = 0;
  private held = 0;

  constructor(least: number) {
    if (least < 1 || least > 8) throw new Told(said("image.codes-begin-bits", { least }));
    this.least = least;
    this.clear = 1 << least;
    this.lengths.fill(1, 0, this.clear);
    this.reset();
  }

  private reset(): void {
    this.next = this.clear + 2;
    this.width = this.least + 1;
    this.before = 0;
  }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.bits |= byte << this.held;
      this.held += 8;
      while (this.held >= this.width && !this.ended) {
        const code = this.bits & ((1 << this.width) - 1);
        this.bits >>>= this.width;
        this.held -= this.width;
        this.code(code);
      }
      if (this.ended) return;
    }
  }

  private code(code: number): void {
    if (code === this.clear) {
      this.reset();
      return;
    }
    if (code === this.clear + 1) {
      this.ended = true;
      return;
    }
    const isNew = code === this.next && this.before > 0;
    if (!isNew && code >= this.next) throw new Told(said("image.code-pixels-makes-no"));
    const length = isNew ? this.before + 1 : (this.lengths[code] ?? 0);
    if (this.before > 0 && this.next < mostCodes) {
      this.lengths[this.next++] = this.before + 1;
      if (this.next === 1 << this.width && this.width < 12) this.width++;
    }
    this.before = length;
    this.pixels += length;
  }
}
