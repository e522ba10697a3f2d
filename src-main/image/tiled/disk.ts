/** @file Room on the disk: asked for before something large is written, and told with numbers when it runs out. */
import { said } from "../../../src-core/messages/said.ts";
import { rm } from "node:fs/promises";
import { UserError } from "../../../src-core/contract/failure.ts";
import { unlikeBytes } from "../../../src-core/messages/unlike-bytes.ts";
import { spared } from "../../files/free-space.ts";
import { makeFolder } from "../../files/make-folder.ts";
import { temporaryFolder } from "../../files/temporaries.ts";
import { why } from "../../reason.ts";

/** @throws UserError `output-unwritable` where the tiles cannot lie there */
export async function makeTilesFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (cause) {
    throw new UserError(
      "output-unwritable",
      said("image.no-tiles-folder", { folder, why: why(cause) }),
      { cause },
    );
  }
}

/**
 * @param free bytes; null where the system does not tell
 * @throws UserError `cache-full` where fewer than `bytes` and what is spared are free
 */
export function checkRoom(path: string, folder: string, bytes: number, free: number | null): void {
  if (free !== null && free < bytes + spared) throw diskFull(path, folder, bytes + spared, free);
}

export function diskFull(path: string, folder: string, bytes: number, free: number): UserError {
  const [needed, left] = unlikeBytes(bytes, free);
  return new UserError(
    "cache-full",
    said("image.no-room-for-tiles", { path, needed, folder, left }),
  );
}

/** Whether libvips failed because the disk is full; it says so only in words, each system in its own. */
export const isDiskFull = (cause: unknown): boolean =>
  cause instanceof Error &&
  /no space left|not enough space|disk full|quota exceeded|ENOSPC/i.test(cause.message);

/** What several conversions at once have in common: the environment is one. */
let shared: { readonly folder: Promise<string>; readonly before: string | undefined } | null = null;
let working = 0;

/**
 * Runs work whose temporary files shall lie in the session's folder: libvips holds the smaller levels of a pyramid in TMPDIR,
 * which may be a disk in memory, or one on which nobody has checked the room.
 */
export async function withTemporaries<Result>(work: () => Promise<Result>): Promise<Result> {
  working++;
  shared ??= { folder: temporaryFolder("vips"), before: process.env["TMPDIR"] };
  const { folder, before } = shared;
  try {
    process.env["TMPDIR"] = await folder;
    return await work();
  } finally {
    if (--working === 0) {
      shared = null;
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
      await folder.then((path) => rm(path, { recursive: true, force: true }));
    }
  }
}
