/** @file Lists and tables as files carry them in text: JSON, Python's literals, or names with commas or on lines. */

/** More than any list of classes has. */
const mostEntries = 100_000;

export interface LiteralEntry {
  readonly key: string | undefined;
  readonly value: string;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

/** A quoted text of JSON or Python, without its quotes. */
const unquoted = (text: string): string =>
  text.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g,
    (_, wide?: string, narrow?: string, single?: string) => {
      const code = wide ?? narrow;
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      return escapes[single ?? ""] ?? single ?? "";
    },
  );

const token =
  /\s*(?:'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|([^\s,:'"()[\]{}]+))\s*([,:]|$)/y;

/**
 * The entries of one list or table, in their order: `['cat', 'dog']`, `{0: 'cat', 1: "dog's"}`, `["cat"]`, `{"0": "cat"}`.
 * @returns undefined where the text is none, or holds others
 */
export function entriesOf(text: string): LiteralEntry[] | undefined {
  const trimmed = text.trim();
  const inner = /^(?:\[([\s\S]*)\]|\(([\s\S]*)\)|\{([\s\S]*)\})$/.exec(trimmed)?.slice(1);
  // Of the three groups one is there.
  const body = inner?.join("").trim();
  if (body === undefined) return undefined;
  const entries: LiteralEntry[] = [];
  token.lastIndex = 0;
  let key: string | undefined;
  while (token.lastIndex < body.length) {
    const found = token.exec(body);
    if (!found || entries.length >= mostEntries) return undefined;
    const [, single, double, bare, end] = found;
    const quoted = single ?? double;
    const value = quoted === undefined ? (bare ?? "") : unquoted(quoted);
    if (end === ":") {
      if (key !== undefined) return undefined;
      key = value;
    } else {
      entries.push({ key, value });
      key = undefined;
    }
  }
  return key === undefined ? entries : undefined;
}

const isIndex = (text: string | undefined): text is string =>
  text !== undefined && /^\d{1,6}$/.test(text);

/** Names in the order of their numbers. @returns undefined where some number has none, or two have the same */
function ordered(pairs: readonly (readonly [index: string, name: string])[]): string[] | undefined {
  const names: (string | undefined)[] = Array.from({ length: pairs.length });
  for (const [index, name] of pairs) {
    const place = Number(index);
    if (place >= names.length || names[place] !== undefined) return undefined;
    names[place] = name;
  }
  return names.flatMap((name) => name ?? []);
}

/**
 * Names of classes: a list, a table of numbers and names in either direction, or plain text with a comma or a line for each.
 * @returns undefined where the text is no such list
 */
export function namesOf(text: string): string[] | undefined {
  const entries = entriesOf(text);
  if (!entries) {
    if (/[[\]{}]/.test(text)) return undefined;
    const parts = text.split(/\r?\n/.test(text.trim()) ? /\r?\n/ : ",").map((part) => part.trim());
    const names = parts.filter((part) => part !== "");
    return names.length > 1 && names.length <= mostEntries ? names : undefined;
  }
  if (entries.length === 0) return undefined;
  if (entries.every(({ key }) => key === undefined)) return entries.map(({ value }) => value);
  if (entries.every(({ key }) => isIndex(key)))
    return ordered(entries.map(({ key = "", value }) => [key, value]));
  return entries.every(({ key, value }) => key !== undefined && isIndex(value))
    ? ordered(entries.map(({ key = "", value }) => [value, key]))
    : undefined;
}
