/** @file Outputs lie below the output folder, whatever a file that is gone on with says of their places. */
import { said } from "../../src-core/messages/said.ts";
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";

/**
 * Whether a target is a path below a folder: not absolute, on no other drive, and with no way up. A backslash, a colon and
 * closing dots mean something on Windows alone.
 */
export function isBelow(target: string, system: NodeJS.Platform = process.platform): boolean {
  const onWindows = system === "win32";
  if (target.includes("\0") || (onWindows && target.includes(":"))) return false;
  return target.split(onWindows ? /[\\/]/ : "/").every((part) => {
    // Windows drops dots and spaces at the end of a name: ".. ." is "..".
    const name = onWindows ? part.replace(/[. ]+$/, "") : part;
    return name !== "" && name !== "." && name !== "..";
  });
}

/** @throws UserError where a link on the way to the target leads out of the folder */
export async function demandInside(folder: string, target: string): Promise<void> {
  const place = dirname(join(folder, target));
  const way = relative(await real(folder), await real(place));
  if (isAbsolute(way) || way === ".." || way.startsWith(`..${sep}`))
    throw new UserError("output-unwritable", said("batch.link-leads-out-where", { place, folder }));
}

/** Where a path really lies; what is not there yet will lie in the folder that is. */
async function real(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) throw cause;
    return join(await real(dirname(path)), relative(dirname(path), path));
  }
}
