/** @file Files that are told by their first bytes: what cannot be decoded is refused by its name. */
import { said } from "../../src-core/messages/said.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Message } from "../../src-core/messages/template.ts";
import { imageKinds } from "../../src-core/contract/file-kinds.ts";

/** Bytes at the start of a file that `formatOf` looks at. */
export const headBytes = 1024;

export type Format = (typeof imageKinds)[number]["name"];

interface Signature {
  readonly at: number;
  /** Any of these, as Latin-1. */
  readonly bytes: readonly string[];
}

const refused: readonly (Signature & { readonly name: Message })[] = [
  { name: said("image.kind-bmp"), at: 0, bytes: ["BM"] },
  {
    name: said("image.kind-heic"),
    at: 4,
    bytes: ["heic", "heix", "heim", "heis", "hevc", "hevx"].map((brand) => `ftyp${brand}`),
  },
  { name: said("image.kind-jpeg-2000"), at: 4, bytes: ["jP  \r\n\x87\n", "jP\x1a\x1a\r\n\x87\n"] },
  { name: said("image.kind-jpeg-xl"), at: 0, bytes: ["\xff\x0a", "\0\0\0\x0cJXL \r\n\x87\n"] },
  { name: said("image.kind-photoshop"), at: 0, bytes: ["8BPS"] },
  { name: said("image.kind-pdf"), at: 0, bytes: ["%PDF-"] },
  { name: said("image.kind-gzip"), at: 0, bytes: ["\x1f\x8b"] },
  { name: said("image.kind-dicom"), at: 128, bytes: ["DICM"] },
];

const decoded: readonly (Signature & { readonly name: Format })[] = [
  { name: "PNG", at: 0, bytes: ["\x89PNG\r\n\x1a\n"] },
  { name: "JPEG", at: 0, bytes: ["\xff\xd8\xff"] },
  { name: "WebP", at: 8, bytes: ["WEBP"] },
  { name: "AVIF", at: 4, bytes: ["avif", "avis", "mif1", "miaf"].map((brand) => `ftyp${brand}`) },
  { name: "TIFF", at: 0, bytes: ["II*\0", "MM\0*", "II+\0", "MM\0+"] },
  { name: "GIF", at: 0, bytes: ["GIF87a", "GIF89a"] },
];

/**
 * What a file is, by its first bytes.
 * @param head the first bytes of the file
 * @throws UserError `image-unreadable` where it is nothing that is decoded; a format that is known is named
 */
export function formatOf(path: string, head: Uint8Array): Format {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, headBytes)).toString(
    "latin1",
  );
  if (text.length === 0) throw new UserError("image-unreadable", said("image.empty", { path }));
  const known = ({ at, bytes }: Signature): boolean =>
    bytes.some((sign) => text.startsWith(sign, at));
  const named = refused.find(known)?.name ?? xmlKind(text);
  if (named !== undefined)
    throw new UserError("image-unreadable", said("image.other-kind", { path, kind: named }));
  const found = decoded.find(known);
  if (found) return found.name;
  const kinds = imageKinds.map(({ name }) => name);
  throw new UserError("image-unreadable", said("image.no-image", { path, kinds }));
}

const isXml = (text: string): boolean =>
  /^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE|(\w+:)?svg\b)/i.test(text);

function xmlKind(text: string): Message | undefined {
  if (!isXml(text)) return undefined;
  return /<(\w+:)?svg\b|<!DOCTYPE svg/i.test(text)
    ? said("image.kind-svg")
    : said("image.kind-xml");
}

/** TIFF and HEIF have limits of their own that large but honest files meet; JPEG's and PNG's only stop bombs. */
export const isGuarded = (format: Format): boolean => format === "JPEG" || format === "PNG";
