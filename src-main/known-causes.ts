/** @file Words of the system and of libraries that are known: what they mean is said in the window's language, and they stand beside it. */
import type { MessageKey } from "../src-core/messages/english.ts";

/** Of the operating system. */
const codes: Readonly<Record<string, MessageKey>> = {
  ENOENT: "cause.not-there",
  ENOTDIR: "cause.not-there",
  EACCES: "cause.not-allowed",
  EPERM: "cause.not-allowed",
  EISDIR: "cause.folder",
  EROFS: "cause.read-only",
  ENOSPC: "cause.disk-full",
  EDQUOT: "cause.disk-full",
  EMFILE: "cause.too-many-open",
  ENFILE: "cause.too-many-open",
  EIO: "cause.disk-fails",
  EBUSY: "cause.in-use",
  ETXTBSY: "cause.in-use",
  ELOOP: "cause.circle-of-links",
  ENAMETOOLONG: "cause.name-too-long",
  EADDRINUSE: "cause.port-taken",
  ENOMEM: "cause.no-memory",
};

/** Of decoders (libvips, libjpeg, libspng, libtiff, libwebp, libheif), of V8 and of ONNX Runtime. */
const patterns: readonly (readonly [RegExp, MessageKey])[] = [
  [
    /premature (?:end|eof)|unexpected end of|not enough data|ends early|read error|short read|truncat|eof/i,
    "cause.ends-early",
  ],
  [/no space left|not enough space|disk full|quota exceeded/i, "cause.disk-full"],
  [
    /failed to allocate|allocation failed|out of memory|bad_alloc|bad allocation|cannot allocate|not enough memory/i,
    "cause.no-memory",
  ],
  [/crc|checksum|check sum/i, "cause.checksum"],
  [/in JSON at position|is not valid JSON|JSON input|JSON\.parse/i, "cause.no-json"],
  [
    /unsupported image format|unsupported (?:codec|feature|compression)|not implemented for|bad seek|no codec/i,
    "cause.not-supported",
  ],
  [
    /failOn setting|corrupt|invalid|bogus|damaged|bad (?:marker|huffman|zlib|data)|huffman|zlib|decod(?:e|ing) (?:error|failed)|out of order read/i,
    "cause.damaged",
  ],
  [/has no kernel|NOT_IMPLEMENTED|could not find an implementation/i, "cause.no-kernel"],
];

/** @param text the first line of it @returns null where nobody knows it */
export function knownCause(cause: unknown, text: string): MessageKey | null {
  const { code, syscall } = Object(cause) as { code?: unknown; syscall?: unknown };
  if (typeof code === "string" && typeof syscall === "string" && Object.hasOwn(codes, code))
    return codes[code] ?? null;
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
