/** @file Files that a card or a model names: they lie in its own folder, and nothing else is read. */
import type { Message, Param } from "../../../../src-core/messages/template.ts";
import { said } from "../../../../src-core/messages/said.ts";
import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { isAbsolute, join, normalize, relative, sep } from "node:path";
import { UserError } from "../../../../src-core/contract/failure.ts";

/**
 * The path of a file that is named by what lies in the folder; links are followed as long as they stay inside.
 * @param owner what names it, for the error
 * @throws UserError when it is not there, or is none of the folder's
 */
export async function fileBeside(folder: string, name: string, owner: Param): Promise<string> {
  const wrong = (why: Message): UserError =>
    new UserError("invalid-model", said("models.file-beside", { owner, name: told(name), why }));
  const outside = said("models.lies-outside", { folder });
  const spelled = name.replaceAll("\\", sep);
  if (name.includes("\0") || /^[a-z]:/i.test(name) || leaves(spelled)) throw wrong(outside);
  const path = join(folder, spelled);
  const [real, home] = await Promise.all([realpath(path), realpath(folder)]).catch(() => {
    throw wrong(said("models.put-there", { folder }));
  });
  if (leaves(relative(home, real))) throw wrong(outside);
  return path;
}

/** The same for several folders: the first in which there is something of that name. */
export async function fileBesideAny(
  folders: readonly string[],
  name: string,
  owner: Param,
): Promise<string> {
  const holding = folders.find((folder) => existsSync(join(folder, name)));
  return fileBeside(holding ?? folders[0] ?? ".", name, owner);
}

/** Whether a path leads out of where it begins. */
const leaves = (path: string): boolean =>
  isAbsolute(path) || normalize(path).split(sep)[0] === "..";

const told = (name: string): string => name.replace(/[\p{Cc}\p{Cf}]/gu, "?").slice(0, 120);
