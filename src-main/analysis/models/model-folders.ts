/** @file Folders of models: which there are, what is missing in them, and how one is made. */
import type { Message } from "../../../src-core/messages/template.ts";
import { said } from "../../../src-core/messages/said.ts";
import { existsSync } from "node:fs";
import { constants, cp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Card } from "../../../src-core/contract/card.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import { removeLeftovers } from "../../files/leftovers.ts";
import { makeFolder } from "../../files/make-folder.ts";
import { unwritable } from "../../files/unwritable.ts";
import type { ModelFiles } from "./imported-model.ts";

/** Ids of the models of a folder, sorted. */
export async function idsIn(folder: string): Promise<string[]> {
  const names = await namesIn(folder);
  return names.filter((name) => existsSync(join(folder, name, "card.json")));
}

/** Folders of the user's that should be models and have no card any more. */
export async function cardless(folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (const name of await namesIn(folder)) {
    const hasCard = (): boolean => existsSync(join(folder, name, "card.json"));
    if (hasCard()) continue;
    const isFolder = await stat(join(folder, name)).then(
      (found) => found.isDirectory(),
      () => false,
    );
    // Models come and go meanwhile.
    if (isFolder && !hasCard()) missing.push(name);
  }
  return missing;
}

export const withoutCard = (folder: string): UserError =>
  new UserError("invalid-model", said("models.no-card", { card: join(folder, "card.json") }));

/** @throws UserError where a card is of another id than its folder, so that one model would be listed as two */
export function demandSameId(folder: string, { id }: Card): void {
  const name = basename(folder);
  if (id !== name)
    throw new UserError(
      "invalid-model",
      said("models.other-id", { card: join(folder, "card.json"), id, name }),
    );
}

/** Of the user's, with the id of one that is part of the app. */
export const hidden = (folder: string): Message => said("models.hidden", { folder });

/** Bytes of a model's networks; null where one is not there. */
export async function sizeOf(folder: string, { file, head }: Card): Promise<number | null> {
  const files = [file, ...(headOf(head).cascade?.stages ?? []).map((stage) => stage.file)];
  const sizes = files.map((name) => stat(join(folder, name)).then(({ size }) => size));
  return Promise.all(sizes).then(
    (all) => all.reduce((sum, size) => sum + size, 0),
    () => null,
  );
}

/** None where it cannot be looked into, which `folderTrouble` tells: other folders' models are there still. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  // Those with a dot are not whole yet, or not any more.
  return names.filter((name) => !isHidden(name)).sort();
}

const isHidden = (name: string): boolean => name.startsWith(".");

/** Adds a model to the user's: whole or not there. @throws UserError where it cannot be written */
export const writeFolder = (own: string, card: Card, files: ModelFiles): Promise<void> =>
  makeModel(own, card, async (part) => {
    for (const [name, content] of files)
      await writeFile(join(part, name), content, { flush: true });
  });

/** What is found out anew, or is another one's. */
const notCopied: ReadonlySet<string> = new Set(["card.json", "facts.json"]);

/** Adds a copy of a model's folder, under the card: whole or not there. @throws UserError where it cannot be written */
export const copyFolder = (own: string, card: Card, from: string): Promise<void> =>
  makeModel(own, card, async (part) => {
    const names = (await readdir(from)).filter((name) => !notCopied.has(name) && !isHidden(name));
    for (const name of names)
      // Where the disk can, both are one until one of them is changed.
      await cp(join(from, name), join(part, name), {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
      });
  });

async function makeModel(
  own: string,
  card: Card,
  fill: (part: string) => Promise<void>,
): Promise<void> {
  const { id } = card;
  const [folder, part] = [join(own, id), join(own, `.${id}.${process.pid}.part`)];
  // A home may be one of several machines.
  await removeLeftovers(own, (name) => name.startsWith("."), 3_600_000);
  try {
    await makeFolder(part);
    await fill(part);
    const text = `${JSON.stringify(card, null, 2)}\n`;
    await writeFile(join(part, "card.json"), text, { flush: true });
    await rename(part, folder);
  } catch (cause) {
    await rm(part, { recursive: true, force: true }).catch(() => undefined);
    throw unwritable(folder, cause);
  }
}
