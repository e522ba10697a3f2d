/** @file What can be done with a model that is at hand, besides using it: another card over the same networks, or a copy. */
import { said } from "../../../src-core/messages/said.ts";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { card as cardSchema, userCard } from "../../../src-core/contract/card.ts";
import type { Card } from "../../../src-core/contract/card.ts";
import type { Naming } from "../../../src-core/contract/examined.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { CardChange } from "../../../src-core/contract/model-changes.ts";
import { parse } from "../../../src-core/contract/parse.ts";
import { replaceFile } from "../../files/replace-file.ts";
import { unwritable } from "../../files/unwritable.ts";
import { fileBeside } from "./files/file-beside.ts";
import { readSource } from "./files/source.ts";
import { fitCard, readCard } from "./model.ts";
import { copyFolder } from "./model-folders.ts";

/**
 * Another card over the same networks, which is tried on them first.
 * @param folder of one of the user's models
 * @returns the one before
 * @throws UserError where card and networks do not fit together, or somebody else changed the card meanwhile; it stays as it was
 */
export async function changeCard(folder: string, change: CardChange): Promise<Card> {
  const path = join(folder, "card.json");
  const text = await readFile(path, "utf8");
  const before = await readCard(folder);
  const after = parse(cardSchema, { ...before, ...change }, before.id, "invalid-model");
  parse(userCard, after, before.id, "invalid-model");
  await fitCard(await readSource(await fileBeside(folder, after.file, path)), after, "native");
  const now = await readFile(path, "utf8");
  if (now !== text) throw changedMeanwhile(path);
  try {
    replaceFile(path, `${JSON.stringify(after, null, 2)}\n`);
  } catch (cause) {
    throw unwritable(path, cause);
  }
  return before;
}

const changedMeanwhile = (path: string): UserError =>
  new UserError("output-exists", said("models.was-changed-somebody-else", { path }));

/**
 * A copy among the user's own models, with an id and a title of its own: whole or not there.
 * @param from folder of any model @param own folder of the user's models
 */
export async function copyModel(from: string, own: string, { id, title }: Naming): Promise<void> {
  const card = await readCard(from);
  const named = title === undefined ? card.title : { en: title, zh: title };
  await copyFolder(own, { ...card, id, title: named }, from);
}
