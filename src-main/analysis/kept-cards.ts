/** @file Cards that were made once for files without one: kept under the file's content, so that it may be moved and renamed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Card, UserCard } from "../../src-core/contract/card.ts";
import { userCard } from "../../src-core/contract/card.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { writeNew } from "../output/atomic.ts";
import { cardsFolder } from "../user-folder.ts";
import { readJson } from "./source.ts";

const placeOf = (sha256: string): string => join(cardsFolder(), `${sha256.slice(0, 32)}.json`);

export interface KeptCard {
  readonly card: UserCard;
  readonly path: string;
  /** Why its activation was assumed; null where somebody had named it. */
  readonly activationReason: string | null;
}

/** Cards of before do not tell whether anybody had named the activation. */
const unknown = "kept from last time, when it was not noted who named it";

const schema = userCard.extend({ activationReason: z.string().nullable().optional() });

/** @throws UserError when the kept card is broken */
export async function keptCard(sha256: string): Promise<KeptCard | undefined> {
  const path = placeOf(sha256);
  if (!existsSync(path)) return undefined;
  const { activationReason = unknown, ...card } = parse(
    schema,
    await readJson(path),
    path,
    "invalid-model",
  );
  return { card, path, activationReason };
}

/**
 * @param activationReason why its activation is assumed; null where somebody named it
 * @returns where it lies
 * @throws UserError when it cannot be written
 */
export async function keepCard(
  sha256: string,
  card: Pick<Card, "input" | "head">,
  activationReason: string | null,
): Promise<string> {
  const path = placeOf(sha256);
  const kept = { ...card, activationReason };
  await writeNew(path, `${JSON.stringify(kept, null, 2)}\n`, { overwrite: true });
  return path;
}
