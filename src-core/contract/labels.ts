/** @file Names of classes from a file, as people keep them. */
import { z } from "zod";
import { textOf } from "./text.ts";

const named = z.union([
  z.string(),
  z
    .array(z.string())
    .min(1)
    .transform((parts) => parts.at(-1) ?? ""),
]);
const byIndex = z.record(z.string().regex(/^\d+$/), named);

/**
 * The names in a file's bytes, whatever their encoding (text.ts).
 * @throws Error that says what is wrong
 */
export const readLabels = (bytes: Uint8Array): string[] => parseLabels(textOf(bytes));

/**
 * Text: one name per line, in the order of the classes, be it with its number before it (`3: seven`). JSON: a list of names,
 * or an object from number to name, or to a list that ends in the name, as Keras has it (`{"0": ["n01440764", "tench"]}`).
 * @throws Error that says what is wrong
 */
export function parseLabels(text: string): string[] {
  const start = text.trimStart();
  if (!start.startsWith("[") && !start.startsWith("{")) return fromLines(text);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error("begins like JSON but is none", { cause });
  }
  const list = z.array(named).safeParse(json);
  if (list.success) return list.data;
  const map = byIndex.safeParse(json);
  if (!map.success) throw new Error("is neither a list of names nor an object from number to name");
  // Of two names for one number JSON's own reader takes the last.
  const seen = new Set<number>();
  for (const [, digits] of text.matchAll(/"(\d+)"\s*:/g)) {
    const index = Number(digits);
    if (seen.has(index)) throw new Error(`has two names for class ${index}`);
    seen.add(index);
  }
  const names = new Map(Object.entries(map.data).map(([index, name]) => [Number(index), name]));
  return Array.from({ length: names.size }, (_, index) => {
    const name = names.get(index);
    if (name === undefined) throw new Error(`has ${names.size} names but none for class ${index}`);
    return name;
  });
}

function fromLines(text: string): string[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const numbered = lines.every((line, index) =>
    new RegExp(`^${index}\\s*[:,;\\t ]\\s*\\S`).test(line),
  );
  return numbered ? lines.map((line) => line.replace(/^\d+\s*[:,;\t ]\s*/, "")) : lines;
}
