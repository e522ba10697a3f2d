/** @file The files that an image's analysis writes, and the folder they go to. */
import { said } from "../../src-core/messages/said.ts";
import { randomUUID } from "node:crypto";
import { access, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Failure } from "../../src-core/contract/failure.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ExportName } from "../../src-core/contract/exports.ts";
import { exportEndings } from "../../src-core/contract/exports.ts";
import { makeFolder } from "../files/make-folder.ts";
import { toFailure } from "../engine/failure.ts";
import { unwritable } from "../files/unwritable.ts";

/**
 * Before an image is begun: what is there already is not ours.
 * @param target path without endings
 * @throws UserError that names the first file that would be overwritten
 */
export async function demandNoOutputs(
  target: string,
  exports: readonly ExportName[],
): Promise<void> {
  for (const name of exports) {
    const path = `${target}${exportEndings[name]}`;
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere)
      throw new UserError("output-exists", said("batch.exists-overwritten-name-another", { path }));
  }
}

/** What an image that is done should have, and has not. @param target as `demandFree` @returns names of files, without folders */
export async function missingOutputs(
  target: string,
  exports: readonly ExportName[],
): Promise<string[]> {
  const paths = exports.map((name) => `${target}${exportEndings[name]}`);
  const there = await Promise.all(paths.map(isWritten));
  return paths.filter((_, index) => !there[index]).map((path) => basename(path));
}

/** Each is written whole or not at all; a folder begins with its document. */
async function isWritten(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    return (found.isDirectory() ? await stat(join(path, "zarr.json")) : found).size > 0;
  } catch {
    return false;
  }
}

/** As much as small outputs need. */
const sample = new Uint8Array(256 * 1024);

/** Whether it is the folder's fault that an output could not be written, and how; null where it is that output's alone. */
export async function folderFailure(folder: string): Promise<Failure | null> {
  const path = join(folder, `.${randomUUID()}.part`);
  try {
    await makeFolder(folder);
    await writeFile(path, sample);
    return null;
  } catch (cause) {
    return toFailure(unwritable(folder, cause));
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
