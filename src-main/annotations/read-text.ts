/** @file Text files of others, up to a size that still makes sense. */
import { readFile, stat } from "node:fs/promises";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";

/** @param most bytes @throws UserError when the file is not there, larger, or no UTF-8 */
export async function readText(path: string, most: number): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > most)
      throw new UserError(
        "invalid-request",
        `${path}: has ${megabytes(size)} MB, at most ${megabytes(most)} are read: split it`,
      );
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const isText = !(cause instanceof TypeError);
    const why = isText ? `cannot be read (${reason(cause)})` : "is no UTF-8: save it as UTF-8";
    throw new UserError("invalid-request", `${path}: ${why}`, { cause });
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
