/** @file What lets somebody in is in no log: tokens, secrets and tickets have 32 characters of base64url or hexadecimal digits. */

const token = /(?<![\w-])[\w-]{32}(?![\w-])/g;
/** Behind its name it is one whatever its length. */
const named = /\b(ticket|token|secret|password|key|authorization)(["']?\s*[=:]\s*["']?)[^\s"'&]+/gi;

/**
 * @param spared what is known to be a name, and would no longer be known as one with a piece of it gone (many files are called by a
 * checksum)
 * @returns the text with `<token>` instead of each
 */
export function withoutTokens(text: string, spared: readonly string[] = []): string {
  const [first, ...rest] = spared;
  if (first !== undefined && first !== "")
    return text
      .split(first)
      .map((part) => withoutTokens(part, rest))
      .join(first);
  if (rest.length > 0) return withoutTokens(text, rest);
  return text.replace(token, "<token>").replace(named, "$1$2<token>");
}
