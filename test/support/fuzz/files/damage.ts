/** @file Damage to files of text: bytes that are others, and words that somebody spiteful would write. */
import { damaged } from "../bytes.ts";
import type { Draw } from "../draw.ts";

const deep = (draw: Draw): string =>
  draw.oneOf("[", '{"a":', "<a>").repeat(draw.from(1000, 200_000));

/** What parsers of text are not made for; none of them is long but the deep ones. */
const words: readonly ((draw: Draw) => string)[] = [
  () => "1e999",
  () => "-1",
  () => "NaN",
  () => "1e-400",
  () => "9007199254740993",
  () => "0x10",
  () => "null",
  () => "\0",
  () => "\ufeff",
  () => "\ud800",
  () => "__proto__",
  () => '"constructor":{"prototype":1}',
  () => "../../../../etc/passwd",
  () => "/etc/passwd",
  () => "C:\\con",
  () => "&amp;&#0;&#x110000;&lt",
  () => '<!DOCTYPE a [<!ENTITY b "cccccccc"><!ENTITY d "&b;&b;&b;&b;">]>',
  () => "<![CDATA[",
  () => "\r\n\r\n",
  deep,
  (draw) => "x".repeat(draw.from(1, 3_000_000)),
  (draw) => "9".repeat(draw.from(20, 5000)),
];

/** @param other another file of the kind */
export function damagedText(bytes: Uint8Array, draw: Draw, other: () => Uint8Array): Uint8Array {
  // Not a Buffer, whose `slice` is no copy.
  if (draw.chance(0.5))
    return damaged(Uint8Array.from(bytes), draw, () => Uint8Array.from(other()));
  const text = Buffer.from(bytes).toString("latin1");
  const at = draw.below(text.length + 1);
  // In place of a value, or between two letters.
  const value = /[\w.+-]+/g;
  value.lastIndex = at;
  const found = draw.chance(0.6) ? value.exec(text) : null;
  const [from, to] = found ? [found.index, value.lastIndex] : [at, at];
  const word = (draw.pick(words) ?? deep)(draw);
  return Buffer.concat([
    Buffer.from(text.slice(0, from), "latin1"),
    Buffer.from(word),
    Buffer.from(text.slice(to), "latin1"),
  ]);
}
