/** @file What a model's networks are known by: their content, however often and from wherever they were read. */
import type { Card } from "../../../../src-core/contract/card.ts";
import type { Stride } from "../../../../src-core/contract/api.ts";
import type { Source } from "./source.ts";
import { sha256Of } from "./source.ts";

/** Of a file with all of its weights: they may lie in other files than the one that is named. */
export function weightsDigest({ sha256, model }: Source): string {
  const parts = [sha256];
  for (const { name, rawData } of model.graph?.initializer ?? [])
    if (rawData.length > 0) parts.push(name, sha256Of(rawData));
  // A Constant node may have its values elsewhere, too.
  for (const { name, attribute } of model.graph?.node ?? [])
    for (const { t } of attribute)
      if (t && t.rawData.length > 0) parts.push(name, sha256Of(t.rawData));
  return digestOf(parts);
}

const digestOf = (value: unknown): string =>
  sha256Of(new TextEncoder().encode(JSON.stringify(value)));

/**
 * The same where the same networks come of it: what the surgery and the frame are made from. It asks for no network to be read.
 * @param digest of the file
 */
export const contentOf = (
  digest: string,
  { input, head }: Pick<Card, "input" | "head">,
  stride: Stride,
): string => digestOf([digest, input, head, stride]);

/** What results are of: where both are the same, they may stand in one table. */
export interface Identity {
  /** Digest of all weights, those of further networks among them. */
  readonly weights: string;
  /** Digest of what the card, or the answers in its place, says of input and output. */
  readonly card: string;
}

/** What a model is told from the one by that it was replaced, under the same name. */
export interface ModelMark {
  /** Of its file, as its card has it. */
  readonly sha256: string;
  /** See `Identity`. */
  readonly card: string;
}

export const markOf = ({
  card,
  identity,
}: {
  readonly card: Pick<Card, "sha256">;
  readonly identity: Identity;
}): ModelMark => ({ sha256: card.sha256, card: identity.card });

/** @param stages what the further networks are known by */
export const identityOf = (
  digest: string,
  { id, input, head }: Pick<Card, "id" | "input" | "head">,
  stages: readonly string[] = [],
): Identity => ({ weights: digestOf([digest, ...stages]), card: digestOf([id, input, head]) });
