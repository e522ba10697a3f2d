/** @file Cards that a file has already: beside it, or published with the app for somebody else's network. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { UserCard } from "../../src-core/contract/card.ts";
import { userCard } from "../../src-core/contract/card.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Source } from "./source.ts";
import { readJson } from "./source.ts";

export interface KnownCard {
  readonly card: UserCard;
  readonly path: string;
}

/** @throws UserError when it is broken */
export const readUserCard = async (path: string): Promise<UserCard> =>
  parse(userCard, await readJson(path), path, "invalid-model");

/**
 * The card.json beside the file that names it, else the published one of its very content.
 * @param published folder of cards
 * @throws UserError when one is broken
 */
export const knownCard = async (
  { path, sha256 }: Pick<Source, "path" | "sha256">,
  published: string,
): Promise<KnownCard | undefined> =>
  (await cardBeside(path)) ?? (await publishedCard(published, sha256));

async function cardBeside(file: string): Promise<KnownCard | undefined> {
  const path = join(dirname(file), "card.json");
  if (!existsSync(path) || path === file) return undefined;
  const card = await readUserCard(path);
  return card.file === basename(file) ? { card, path } : undefined;
}

async function publishedCard(folder: string, sha256: string): Promise<KnownCard | undefined> {
  if (!existsSync(folder)) return undefined;
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    const card = await readUserCard(path);
    if (card.sha256 === sha256) return { card, path };
  }
  return undefined;
}
