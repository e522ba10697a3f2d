/** @file Text files of people, read by their byte-order mark: what a system's editor saves is not always UTF-8. */

interface Decoder {
  decode(bytes: Uint8Array): string;
}

/** A web standard that browsers and Node have alike; here the types of neither are known. */
const { TextDecoder } = globalThis as unknown as {
  TextDecoder: new (encoding: string, options: { fatal: boolean }) => Decoder;
};

/** Marks of UTF-32 begin like those of UTF-16: they come first. */
const marks: readonly { mark: readonly number[]; name: string; decode: Decoder["decode"] }[] = [
  { mark: [0xff, 0xfe, 0, 0], name: "UTF-32", decode: (bytes) => fromUtf32(bytes, true) },
  { mark: [0, 0, 0xfe, 0xff], name: "UTF-32", decode: (bytes) => fromUtf32(bytes, false) },
  { mark: [0xff, 0xfe], name: "UTF-16", decode: decoder("utf-16le") },
  { mark: [0xfe, 0xff], name: "UTF-16", decode: decoder("utf-16be") },
  { mark: [0xef, 0xbb, 0xbf], name: "UTF-8", decode: decoder("utf-8") },
  { mark: [], name: "UTF-8", decode: decoder("utf-8") },
];

/** Control characters that no text has; a file in UTF-16 without a mark is full of the first. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\0-\x08\x0e-\x1f\x7f]/;

/**
 * UTF-8, or what the byte-order mark at the beginning says: UTF-8, UTF-16 or UTF-32, of either order.
 * @returns the text without the mark @throws Error that says why it is none, to follow the file's name
 */
export function textOf(bytes: Uint8Array): string {
  for (const { mark, name, decode } of marks)
    if (mark.every((byte, index) => bytes[index] === byte))
      return demandText(decoded(bytes.subarray(mark.length), name, decode));
  return "";
}

function decoder(encoding: string): Decoder["decode"] {
  return (bytes) => new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

function decoded(bytes: Uint8Array, name: string, decode: Decoder["decode"]): string {
  try {
    return decode(bytes);
  } catch (cause) {
    throw new Error(`is no ${name}: save it as UTF-8`, { cause });
  }
}

function demandText(text: string): string {
  const at = text.search(control);
  if (at === -1) return text;
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  throw new Error(
    `is no text: it has the control character U+${code} in line ${text.slice(0, at).split("\n").length}; save it as UTF-8`,
  );
}

function fromUtf32(bytes: Uint8Array, isLittle: boolean): string {
  if (bytes.length % 4 !== 0) throw new RangeError("the last character is cut");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = Array.from({ length: bytes.length / 4 }, (_, index) => {
    const code = view.getUint32(4 * index, isLittle);
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError("half of a pair");
    return String.fromCodePoint(code);
  });
  return parts.join("");
}
