/** @file What an AVIF says of its colours: its first nclx. Source: ISO/IEC 14496-12, 12.1.5; ISO/IEC 23008-12, 6.5.5. */
import { said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";
import { codedColours } from "./coded-colours.ts";
import type { Declared } from "./declaration.ts";

/** Boxes on the way to the items' properties, with the bytes that stand before what they hold. */
const way: readonly { readonly name: string; readonly before: number }[] = [
  { name: "meta", before: 4 },
  { name: "iprp", before: 0 },
  { name: "ipco", before: 0 },
];

interface Span {
  readonly at: number;
  readonly end: number;
}

/** @throws Error where a box ends behind the file */
export async function avifDeclared(source: ByteSource): Promise<Partial<Declared>> {
  let inside: Span = { at: 0, end: source.size };
  for (const { name, before } of way) {
    const [box] = await boxesIn(source, inside, name);
    if (!box) return {};
    inside = { at: box.at + before, end: box.end };
  }
  for (const { at, end } of await boxesIn(source, inside, "colr")) {
    if (end - at < 8) continue;
    const bytes = await source.read(at, 8);
    const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
    if (Buffer.from(bytes.subarray(0, 4)).toString("latin1") !== "nclx") continue;
    const told = codedColours(view.getUint16(4), view.getUint16(6));
    return {
      colours:
        told === null ? [] : [{ what: said("image.statement-code", { by: "nclx", what: told }) }],
    };
  }
  return {};
}

/** More are in no image. */
const mostBoxes = 4096;

/** What the boxes of a name hold. */
async function boxesIn(
  source: ByteSource,
  { at: start, end }: Span,
  name: string,
): Promise<Span[]> {
  const found: Span[] = [];
  let at = start;
  for (let count = 0; at + 8 <= end && count < mostBoxes; count++) {
    const head = await source.read(at, 8);
    const view = new DataView(head.buffer, head.byteOffset, 8);
    const short = view.getUint32(0);
    const isLong = short === 1;
    const length = isLong ? await longLength(source, at) : short === 0 ? end - at : short;
    if (length < 8 || at + length > end) break;
    if (Buffer.from(head.subarray(4, 8)).toString("latin1") === name)
      found.push({ at: at + (isLong ? 16 : 8), end: at + length });
    at += length;
  }
  return found;
}

async function longLength(source: ByteSource, at: number): Promise<number> {
  const bytes = await source.read(at + 8, 8);
  return Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));
}
