/** @file Cards that a file has already: named by the user, beside it, or published with the app for somebody else's network. */
import { noticeOf } from "../../../../src-core/contract/notices.ts";
import type { Message } from "../../../../src-core/messages/template.ts";
import { said } from "../../../../src-core/messages/said.ts";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { UserCard } from "../../../../src-core/contract/card.ts";
import { userCard } from "../../../../src-core/contract/card.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { Notice } from "../../../../src-core/contract/notices.ts";
import { parse } from "../../../../src-core/contract/parse.ts";
import { printableName } from "../../../../src-core/printable.ts";
import { why } from "../../../reason.ts";
import type { Summed } from "../files/checksum.ts";
import { checkSum, summedBy, sumsDiffer } from "../files/checksum.ts";
import { readJson } from "../files/source.ts";

export interface ExistingCard {
  readonly card: UserCard;
  readonly path: string;
  /** Whether the user named it, or it was found. */
  readonly origin: "named" | "beside" | "published";
}

/** @throws UserError when it is broken */
export const readUserCard = async (path: string): Promise<UserCard> =>
  parse(userCard, await readJson(path), path, "invalid-model");

/** @throws UserError when it is broken, or is the card of another file */
export async function namedCard(file: Summed, path: string): Promise<ExistingCard> {
  const card = await readUserCard(path);
  if (card.sha256 !== undefined) await checkSum(file, card.sha256);
  else if (card.file !== undefined && card.file !== basename(file.path))
    throw new UserError(
      "invalid-model",
      said("models.card-of-another", {
        path,
        file: printableName(card.file),
        model: basename(file.path),
      }),
    );
  return { card, path, origin: "named" };
}

/**
 * The card.json beside the file that is of it, else the published one of its very content.
 * @param published folder of cards
 * @param offered path of a card that came with the file, in place of the one beside it
 * @returns why the card.json beside it is not used, too
 * @throws UserError when a published one is broken
 */
export async function existingCard(
  file: Summed,
  published: string,
  offered?: string,
): Promise<{ readonly known: ExistingCard | undefined; readonly notices: readonly Notice[] }> {
  const beside = await cardBeside(file, offered);
  if (beside && "card" in beside) return { known: beside, notices: [] };
  const known = await publishedCard(published, file.sha256);
  if (beside === undefined) return { known, notices: [] };
  return { known, notices: [noticeOf("card-unused", said("models.card-unused", { why: beside }))] };
}

/** @returns undefined where there is none, and why where it is not used */
async function cardBeside(
  file: Summed,
  offered: string | undefined,
): Promise<ExistingCard | Message | undefined> {
  const path = offered ?? join(dirname(file.path), "card.json");
  if (!existsSync(path) || path === file.path) return undefined;
  try {
    const card = await readUserCard(path);
    const other = await whyNot(file, card, offered !== undefined);
    return other === undefined
      ? { card, path, origin: "beside" }
      : said("of", { subject: path, what: other });
  } catch (cause) {
    return why(cause);
  }
}

/** A checksum says more than a name: files are renamed, and others take their names. */
async function whyNot(
  file: Summed,
  { file: name, sha256 }: UserCard,
  isOffered: boolean,
): Promise<Message | undefined> {
  const own = basename(file.path);
  if (sha256 !== undefined)
    return (await summedBy(file, sha256)) !== null
      ? undefined
      : name === undefined || name === own
        ? sumsDiffer(file, sha256)
        : said("models.card-of", { name });
  if (name !== undefined) return name === own ? undefined : said("models.card-of", { name });
  // It came with this file alone.
  if (isOffered) return undefined;
  const ending = extname(file.path).toLowerCase();
  const alike = (await readdir(dirname(file.path))).filter(
    (other) => extname(other).toLowerCase() === ending && other !== "card.json",
  );
  return alike.length === 1
    ? undefined
    : said("models.names-nothing", { count: alike.length, ending });
}

async function publishedCard(folder: string, sha256: string): Promise<ExistingCard | undefined> {
  if (!existsSync(folder)) return undefined;
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    const card = await readUserCard(path);
    if (card.sha256 === sha256) return { card, path, origin: "published" };
  }
  return undefined;
}
