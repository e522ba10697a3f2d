/** @file Text files of others, up to a size that still makes sense. */
import { textOf } from "../../src-core/contract/text.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";
import { checkRegular, readRegular } from "../files/regular-file.ts";

/** @param most bytes @throws UserError when the file is not there, larger, or no text */
export async function readText(path: string, most: number): Promise<string> {
  const bytes = await readUpTo(path, most);
  try {
    return textOf(bytes);
  } catch (cause) {
    throw refused(`${path}: ${reason(cause)}`, cause);
  }
}

async function readUpTo(path: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await checkRegular(path);
    if (size > most)
      throw refused(
        `${path}: has ${megabytes(size)} MB, at most ${megabytes(most)} are read: split it`,
      );
    return await readRegular(path);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw refused(`${path}: cannot be read (${reason(cause)})`, cause);
  }
}

const refused = (message: string, cause?: unknown): UserError =>
  new UserError("invalid-request", message, { cause });

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
