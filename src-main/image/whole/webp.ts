/** @file Whether a WebP is whole, and has the parts that its header names. Source: WebP container specification. */
import { Told, said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";

const flag = { animation: 0x02, alpha: 0x10, profile: 0x20 };

/** @throws Error where a chunk is cut off, or one that the header names is not there */
export async function checkWebp(source: ByteSource): Promise<void> {
  const view = async (at: number): Promise<DataView> => {
    const bytes = await source.read(at, 8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8);
  };
  const end = 8 + (await view(0)).getUint32(4, true);
  if (end > source.size) throw new Told(said("image.cut-off", { size: source.size, end }));
  const found = new Set<string>();
  let flags: number | null = null;
  for (let at = 12; at + 8 <= end;) {
    const head = await view(at);
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => head.getUint8(byte)));
    const length = head.getUint32(4, true);
    if (at + 8 + length > end)
      throw new Told(said("image.part-ends-behind-end", { at: at + 8 + length, end }));
    if (at === 12 && name === "VP8X") [flags = 0] = await source.read(at + 8, 1);
    found.add(name);
    at += 8 + length + (length % 2);
  }
  const isMoving = ((flags ?? 0) & flag.animation) !== 0;
  if (isMoving !== found.has("ANMF")) throw new Told(said("image.header-frames-do-agree"));
  if (!isMoving && !found.has("VP8 ") && !found.has("VP8L"))
    throw new Told(said("image.no-pixels"));
  if (flags === null) return;
  // Lossless pixels carry their own opacity.
  const hasAlpha = found.has("ALPH") || isMoving || found.has("VP8L");
  const isMissing = (flags & flag.alpha) !== 0 && !hasAlpha;
  const isUnnamed = (flags & flag.alpha) === 0 && found.has("ALPH");
  if (isMissing || isUnnamed || ((flags & flag.profile) !== 0) !== found.has("ICCP"))
    throw new Told(said("image.header-parts-do-agree"));
}
