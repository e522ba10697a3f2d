/** @file Whether a file may import what it names: one judgement, for the check of the house and for the linter. */
import { unseen, upward } from "./arrows.mjs";
import { targetOf } from "./imports.mjs";
import { foreign } from "./packages.mjs";

/**
 * Why a file may not import what it names; null where it may.
 * @param from path from the root on
 */
export function refusal(from, specifier) {
  const target = targetOf(from, specifier);
  if (target === null) return foreign(from, specifier);
  return upward(from, target) ?? unseen(from, target);
}
