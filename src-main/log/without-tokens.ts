/** @file What lets somebody in is in no log: tokens, secrets and tickets have 32 characters of base64url or hexadecimal digits. */

const token = /(?<![\w-])[\w-]{32}(?![\w-])/g;
/** Behind its name it is one whatever its length. */
const named = /\b(ticket|token|secret|password|key|authorization)(["']?\s*[=:]\s*["']?)[^\s"'&]+/gi;

/** @returns the text with `<token>` instead of each */
export const withoutTokens = (text: string): string =>
  text.replace(token, "<token>").replace(named, "$1$2<token>");
