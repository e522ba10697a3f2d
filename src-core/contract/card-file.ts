/** @file Which of the JSON files that lie beside a model is its card. */
import { textOf } from "./text.ts";

/** A card larger than this is none. */
export const largestCard = 16 * 2 ** 20;

/** Whether a JSON file is meant as a card, rather than as a model or as names of classes; it may be wrong, or have blanks. */
export function looksLikeCard(name: string, bytes: Uint8Array): boolean {
  if (!/\.json$/i.test(name) || bytes.length > largestCard) return false;
  try {
    const value: unknown = JSON.parse(textOf(bytes));
    if (typeof value !== "object" || value === null || "modelTopology" in value) return false;
    return "input" in value || "head" in value;
  } catch {
    // One with a slip of the pen is a card by its name.
    return /(^|[/\\._-])card\.json$/i.test(name);
  }
}
