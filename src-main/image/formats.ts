/** @file Files that are told by their first bytes: what cannot be decoded is refused by its name. */
import { UserError } from "../../src-core/contract/failure.ts";

/** Bytes at the start of a file that `checkFormat` looks at. */
export const headBytes = 132;

interface Signature {
  readonly name: string;
  readonly at: number;
  /** Any of these, as Latin-1. */
  readonly bytes: readonly string[];
}

const refused: readonly Signature[] = [
  { name: "a BMP image", at: 0, bytes: ["BM"] },
  {
    name: "a HEIC photo (its codec is under patents)",
    at: 4,
    bytes: ["heic", "heix", "heim", "heis", "hevc", "hevx"].map((brand) => `ftyp${brand}`),
  },
  { name: "a JPEG 2000 image", at: 4, bytes: ["jP  \r\n\x87\n", "jP\x1a\x1a\r\n\x87\n"] },
  { name: "a JPEG XL image", at: 0, bytes: ["\xff\x0a", "\0\0\0\x0cJXL \r\n\x87\n"] },
  { name: "a Photoshop document", at: 0, bytes: ["8BPS"] },
  { name: "a PDF document", at: 0, bytes: ["%PDF-"] },
  { name: "a DICOM file", at: 128, bytes: ["DICM"] },
];

/**
 * @param head the first bytes of the file
 * @throws UserError `image-unreadable` where the format is known and cannot be decoded
 */
export function checkFormat(path: string, head: Uint8Array): void {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, headBytes)).toString(
    "latin1",
  );
  if (text.length === 0)
    throw new UserError("image-unreadable", `${path}: the file is empty (0 bytes)`);
  const known = refused.find(({ at, bytes }) => bytes.some((sign) => text.startsWith(sign, at)));
  if (known)
    throw new UserError(
      "image-unreadable",
      `${path}: is ${known.name}, which cannot be read: save it as PNG, JPEG or TIFF`,
    );
}

/** TIFF, HEIF and SVG have limits of their own that large but honest files meet; JPEG's and PNG's only stop bombs. */
export function isGuarded(head: Uint8Array): boolean {
  const jpeg = head[0] === 0xff && head[1] === 0xd8;
  return jpeg || (head[0] === 0x89 && head[1] === 0x50);
}
