/** @file Whether a file may import what it names: one judgement, for the check of the house and for the linter. */
import { unseen, upward } from "./arrows.mjs";
import { isWithin, targetOf } from "./imports.mjs";
import { foreign } from "./packages.mjs";

/** Else it could not be followed. Of scripts that are no TypeScript only built ones are imported. */
const isNamedWhole = (target) =>
  /\.(ts|mts|svelte|mjs|py|css|json|png|svg)$/.test(target) ||
  (isWithin("dist", target) && target.endsWith(".js"));

/**
 * Why a file may not import what it names; null where it may.
 * @param from path from the root on
 */
export function refusal(from, specifier) {
  const target = targetOf(from, specifier);
  if (target === null) return foreign(from, specifier);
  if (!isNamedWhole(target)) return "an import names its file whole, with its ending";
  return upward(from, target) ?? unseen(from, target);
}
