/** @file What the surgery found out about a model of the user's, kept beside it: listing models must not read gigabytes. */
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { modelSummary } from "../../../src-core/contract/api.ts";
import type { Card } from "../../../src-core/contract/card.ts";
import { largestKept, readRegularUpTo } from "../../files/regular-file.ts";
import { partOf } from "../../files/temporaries.ts";

const { strideX, strideY, equality, exactWindow, parameters, bytes } = modelSummary.shape;
const facts = z.strictObject({ strideX, strideY, equality, exactWindow, parameters, bytes });

/** Facts that an older version of the surgery found are found anew. */
const version = 4;

const kept = z.strictObject({
  version: z.literal(version),
  card: z.string(),
  facts,
});

export type ModelFacts = z.infer<typeof facts>;

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const placeOf = (folder: string): string => join(folder, "facts.json");
const keyOf = ({ sha256, input, head }: Card): string => JSON.stringify([sha256, input, head]);

/** @returns undefined where there are none, or none of this card */
export async function readModelFacts(folder: string, card: Card): Promise<ModelFacts | undefined> {
  try {
    const read = kept.parse(
      JSON.parse(textOf(await readRegularUpTo(placeOf(folder), largestKept))),
    );
    return read.card === keyOf(card) ? read.facts : undefined;
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written to has no facts: they are found out each time. */
export async function writeModelFacts(
  folder: string,
  card: Card,
  found: ModelFacts,
): Promise<void> {
  const content = { version, card: keyOf(card), facts: found };
  const part = partOf(placeOf(folder));
  try {
    // Into the folder that is there: a model may be removed meanwhile.
    await writeFile(part, JSON.stringify(content));
    await rename(part, placeOf(folder));
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
  }
}
