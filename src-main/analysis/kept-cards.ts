/** @file Cards that were made once for files without one: kept under the file's content, so that it may be moved and renamed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Card, UserCard } from "../../src-core/contract/card.ts";
import { userCard } from "../../src-core/contract/card.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { writeNew } from "../output/atomic.ts";
import { cardsFolder } from "../user-folder.ts";
import { readJson } from "./source.ts";

const placeOf = (sha256: string): string => join(cardsFolder(), `${sha256.slice(0, 32)}.json`);

/** @throws UserError when the kept card is broken */
export async function keptCard(
  sha256: string,
): Promise<{ readonly card: UserCard; readonly path: string } | undefined> {
  const path = placeOf(sha256);
  if (!existsSync(path)) return undefined;
  return { card: parse(userCard, await readJson(path), path, "invalid-model"), path };
}

/** @returns where it lies @throws UserError when it cannot be written */
export async function keepCard(
  sha256: string,
  card: Pick<Card, "input" | "head">,
): Promise<string> {
  const path = placeOf(sha256);
  await writeNew(path, `${JSON.stringify(card, null, 2)}\n`, { overwrite: true });
  return path;
}
