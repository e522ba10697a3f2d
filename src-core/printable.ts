/**
 * @file Text out of somebody's file, made fit for one line of a terminal.
 *
 * [Note: Names out of files] A name in a model may hold line breaks, terminal commands, marks that turn the direction of writing, or
 * megabytes. Whoever puts one into a message passes it through `printableName`; errors and notes pass their whole line through `oneLine`
 * besides.
 */

/** Controls, line and paragraph separators, halves of characters, and marks that reorder what is read. */
const unprintable =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escape = (character: string): string => {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return (
    named[character] ?? (code < 256 ? `\\x${hex.padStart(2, "0")}` : `\\u${hex.padStart(4, "0")}`)
  );
};

const longestName = 80;
const longestLine = 2000;

/** At most `most` characters, the middle left out: the ends of a path of modules tell most. */
function cut(text: string, most: number): string {
  // No character is cut in two: halves would be escaped.
  const characters = text.length > most ? Array.from(text.slice(0, most * 2)) : [];
  if (text.length <= most || (characters.length <= most && text.length <= most * 2)) return text;
  const kept = Math.floor((most - 1) / 2);
  const tail = Array.from(text.slice(-2 * kept)).slice(-kept);
  return `${characters.slice(0, kept).join("")}…${tail.join("")}`;
}

/** A name as a message shows it: in one line, nothing in it that a terminal obeys, of sane length. */
export const printableName = (name: string, most: number = longestName): string =>
  cut(name, most).replace(unprintable, escape);

/** Several names; of many only the first few. */
export function printableNames(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map((name) => printableName(name));
  const rest = names.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

/** A whole message in one line, whatever was put into it. */
export const oneLine = (text: string): string =>
  cut(text, longestLine)
    .replace(/\s*[\r\n]+\s*/g, " ")
    .replace(unprintable, escape);
