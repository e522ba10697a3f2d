/** @file Files from outside are opened only where they are files: a pipe would be waited for, a device never ends. */
import { constants, type Stats } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";

/** Opening a pipe does not wait for its writer; Windows knows no such thing. */
const atOnce = (constants.O_NONBLOCK as number | undefined) ?? 0;

/**
 * A file to be read; a link is what it leads to.
 * @throws Error that says what it is instead (a folder, a named pipe, a device, a socket), at once; of the system, where it is not there
 */
export async function openRegular(path: string): Promise<FileHandle> {
  await checkRegular(path);
  const file = await open(path, constants.O_RDONLY | atOnce);
  try {
    // It may have been replaced since.
    refuse(await file.stat());
    return file;
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/** The bytes of a file. @throws as `openRegular` */
export async function readRegular(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openRegular(path);
  try {
    const bytes = await file.readFile();
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  } finally {
    await file.close();
  }
}

/** What a file is, without opening it. @throws as `openRegular` */
export async function checkRegular(path: string): Promise<Stats> {
  const found = await stat(path);
  refuse(found);
  return found;
}

function refuse(found: Stats): void {
  if (!found.isFile()) throw new Error(`it is ${kindOf(found)}, no regular file`);
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  if (found.isFIFO()) return "a named pipe";
  if (found.isSocket()) return "a socket";
  return "a device";
}
