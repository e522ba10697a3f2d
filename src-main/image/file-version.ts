/** @file Which file a path leads to: what was read of one must not stand beside what is read of another. */
import { said } from "../../src-core/messages/said.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { versionOf } from "../files/version-of.ts";
import { why } from "../reason.ts";

/** Of an image. @throws UserError `image-unreadable` when it is not there */
export async function fileVersion(path: string): Promise<string> {
  try {
    return await versionOf(path);
  } catch (cause) {
    throw new UserError("image-unreadable", said("image.unreadable", { path, why: why(cause) }), {
      cause,
    });
  }
}

/** @throws UserError `image-unreadable` when it is no longer the file that it was */
export async function demandVersion(path: string, version: string): Promise<void> {
  if ((await fileVersion(path)) !== version) throw changed(path);
}

export const changed = (path: string): UserError =>
  new UserError("image-unreadable", said("image.changed", { path }));

/**
 * What is read of a file, which is the same one before and afterwards.
 * @throws UserError as `demandVersion`, whatever else went wrong meanwhile: half of one file and half of another are damaged
 */
export async function ofOneVersion<T>(
  path: string,
  version: string,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } finally {
    await demandVersion(path, version);
  }
}
