/** @file How many pictures a JPEG file has: those behind the first one are named in it. Source: CIPA DC-007, Multi-Picture Format. */
import type { ByteSource } from "../byte-source.ts";
import { ByteReader, heldBytes } from "../byte-source.ts";
import { headSegments } from "../whole/jpeg.ts";
import { readLenientDirectory } from "../whole/lenient-directory.ts";
import type { Declared } from "./declaration.ts";

const app2 = 0xe2;
const entries = 0xb002;
const entryBytes = 16;

/** Where the first picture's head, or the further one's, speaks of it. Sources: ISO 21496-1, Adobe's gain map, Apple's. */
const gainMap = /hdr-?gain-?map|urn:iso:std:iso:ts:21496|hdrgm:version/i;

/** How many of the pictures are no pictures of their own. One at most is made. */
async function gainMaps(source: ByteSource): Promise<number> {
  const piece = 2 ** 20;
  for (let at = 0; at < source.size; at += piece) {
    // What is looked for may lie across two pieces.
    const bytes = await source.read(at, Math.min(piece + 64, source.size - at));
    if (Buffer.from(bytes).toString("latin1").search(gainMap) >= 0) return 1;
  }
  return 0;
}

/** @throws Error where its header cannot be read */
export async function jpegDeclared(source: ByteSource): Promise<Partial<Declared>> {
  for await (const { code, body } of headSegments(new ByteReader(source))) {
    if (code !== app2 || Buffer.from(body.subarray(0, 4)).toString("latin1") !== "MPF\0") continue;
    const { bytes, littleEndian } = await listOf(body.subarray(4));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const kinds = Array.from(
      { length: Math.floor(bytes.length / entryBytes) },
      (_, index) => view.getUint32(index * entryBytes, littleEndian) & 0xff_ffff,
    );
    // Cameras add smaller versions of the first picture, a screen's and full HD, and how much brighter HDR screens are to show it.
    const others = kinds.filter((kind) => kind >> 8 !== 0x0100).length - 1;
    return { pictures: 1 + Math.max(0, others - (await gainMaps(source))) };
  }
  return {};
}

async function listOf(index: Uint8Array): Promise<{ bytes: Uint8Array; littleEndian: boolean }> {
  const { told, littleEndian } = await readLenientDirectory(heldBytes(index), [entries]);
  return { bytes: told.get(entries)?.bytes ?? new Uint8Array(), littleEndian };
}
