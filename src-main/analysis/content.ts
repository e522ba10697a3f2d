/** @file What a model's networks are known by: their content, however often and from wherever they were read. */
import type { Card } from "../../src-core/contract/card.ts";
import type { Stride } from "../../src-core/contract/api.ts";
import type { Source } from "./source.ts";
import { sha256Of } from "./source.ts";

/** Of a file with all of its weights: they may lie in other files than the one that is named. */
export function weightsDigest({ sha256, model }: Source): string {
  const parts = [sha256];
  for (const { name, rawData } of model.graph?.initializer ?? [])
    if (rawData.length > 0) parts.push(name, sha256Of(rawData));
  return sha256Of(new TextEncoder().encode(JSON.stringify(parts)));
}

/**
 * The same where the same networks come of it: what the surgery and the frame are made from. It asks for no network to be read.
 * @param digest of the file
 */
export const contentOf = (
  digest: string,
  { input, head }: Pick<Card, "input" | "head">,
  stride: Stride,
): string => sha256Of(new TextEncoder().encode(JSON.stringify([digest, input, head, stride])));
