/** @file Names out of files, in a message. */
import { printableName } from "../printable.ts";
import { raw, said } from "./said.ts";
import type { Message, Param } from "./template.ts";

/** Of many only the first few. */
export function someNames(names: readonly string[], most = 12): Param[] {
  const shown = names.slice(0, most).map((name) => printableName(name));
  const count = names.length - shown.length;
  return count > 0 ? [...shown, said("more", { count })] : shown;
}

/** `a or b`, `a and b and c`. */
export const joined = (key: "and" | "or", [first = "", ...others]: readonly Param[]): Param =>
  others.reduce((one, other) => said(key, { one, other }), first);

/** With nothing between them. */
export const oneAfterAnother = (parts: readonly Param[]): Param =>
  parts.reduce((one, other) => said("both", { one, other }), "");

/** `one; another`. */
export const together = ([first, ...others]: readonly Message[]): Message =>
  others.reduce((one, other) => said("together", { one, other }), first ?? raw(""));
