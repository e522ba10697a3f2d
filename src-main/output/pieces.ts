/** @file A text of many short lines, in pieces of a useful size. */

/** Characters of one piece, about. */
const enough = 2 ** 16;

/** What `lines` yield, joined; a text of any length is written without being held. */
// eslint-disable-next-line @typescript-eslint/require-await -- a writer takes its pieces asynchronously
export async function* pieces(lines: Iterable<string>): AsyncGenerator<string> {
  let held = "";
  for (const line of lines) {
    held += line;
    if (held.length < enough) continue;
    yield held;
    held = "";
  }
  yield held;
}
