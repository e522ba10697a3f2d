/** @file What a PNG says of its colours, beside its pixels. Source: PNG specification, third edition, section 11.3.2. */
import { constants, inflateSync } from "node:zlib";
import { said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";
import { ByteReader } from "../byte-source.ts";
import { nextChunk, signatureLength } from "../whole/png.ts";
import { arePrimariesUsual, isWhiteUsual } from "./chromaticities.ts";
import { codedColours } from "./coded-colours.ts";
import type { Declared, ColourStatement } from "./declaration.ts";

/** The exponent, ×100,000, that sRGB's curve stands for. */
const usualGamma = 45_455;
/** Of a chunk that says something of colours; a profile's header is among its first bytes. */
const mostBytes = 4096;

/** From the chunks before the pixels. @throws Error where one of them is cut off */
export async function pngDeclared(source: ByteSource): Promise<Partial<Declared>> {
  const reader = new ByteReader(source);
  reader.at = signatureLength;
  const seen = new Map<string, DataView>();
  for (;;) {
    const { chunk, length } = await nextChunk(reader, source.size);
    if (chunk === "IDAT" || chunk === "IEND") break;
    const next = reader.at + length + 4;
    const bytes = await reader.take(Math.min(length, mostBytes));
    seen.set(chunk, new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
    reader.at = next;
  }
  const [profile, animation] = [seen.get("iCCP"), seen.get("acTL")];
  return {
    colours: stated(seen),
    ...(profile ? { profile: spaceOf(profile) } : {}),
    pictures: animation && animation.byteLength >= 4 ? Math.max(1, animation.getUint32(0)) : 1,
  };
}

/** What says more comes first, and the others are not asked then. */
function stated(seen: ReadonlyMap<string, DataView>): ColourStatement[] {
  const coded = seen.get("cICP");
  if (coded && coded.byteLength >= 2) {
    const told = codedColours(coded.getUint8(0), coded.getUint8(1));
    return told === null
      ? []
      : [{ what: said("image.statement-code", { by: "cICP", what: told }) }];
  }
  if (seen.has("iCCP") || seen.has("sRGB")) return [];
  return [...gammaOf(seen.get("gAMA")), ...chromaticitiesOf(seen.get("cHRM"))];
}

function gammaOf(chunk: DataView | undefined): ColourStatement[] {
  if (chunk?.byteLength !== 4) return [];
  const gamma = chunk.getUint32(0);
  if (Math.abs(gamma - usualGamma) <= 500) return [];
  return [
    {
      what: said("image.statement-gamma", {
        gamma: gamma / 100_000,
        usual: usualGamma / 100_000,
      }),
    },
  ];
}

/** White point, red, green and blue, ×100,000. */
function chromaticitiesOf(chunk: DataView | undefined): ColourStatement[] {
  if (chunk?.byteLength !== 32) return [];
  const values = Array.from({ length: 8 }, (_, index) => chunk.getUint32(4 * index) / 100_000);
  if (isWhiteUsual(values.slice(0, 2)) && arePrimariesUsual(values.slice(2))) return [];
  return [
    { what: said("image.statement-primaries", { by: "cHRM" }), many: true, coloursAlone: true },
  ];
}

/** A name, a zero, the compression's number, and the profile in zlib's way: its colour space stands at byte 16. */
function spaceOf(chunk: DataView): string | null {
  const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const start = bytes.indexOf(0) + 2;
  try {
    const header = inflateSync(bytes.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH });
    const text = header.toString("latin1");
    return text.slice(36, 40) === "acsp" ? text.slice(16, 20) : null;
  } catch {
    return null;
  }
}
