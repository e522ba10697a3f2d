/** @file Files from outside are opened only where they are files: a pipe would be waited for, a device never ends. */
import type { Message } from "../../src-core/messages/template.ts";
import { Told, said } from "../../src-core/messages/said.ts";
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  statSync,
  type Stats,
} from "node:fs";
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

/** Bytes: nothing that is kept for a user in one small file comes near it. */
export const largestKept = 16 * 2 ** 20;

/** Bytes of one read: the system takes less than 2 GiB at a time. */
const piece = 2 ** 30;

/** The bytes of a file that has no more than `most`. @throws as `openRegular`, and where it has */
export async function readRegularUpTo(path: string, most: number): Promise<Uint8Array> {
  const file = await openRegular(path);
  try {
    const found = await file.stat();
    demandSize(found, most);
    const { size } = found;
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, Math.min(piece, size - at), at);
      if (bytesRead === 0) throw new Told(said("files.ended", { at, size }));
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

/** The same where nobody can wait. */
export function readRegularUpToSync(path: string, most: number): Buffer {
  refuse(statSync(path));
  const file = openSync(path, constants.O_RDONLY | atOnce);
  try {
    const found = fstatSync(file);
    refuse(found);
    demandSize(found, most);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function demandSize({ size }: Stats, most: number): void {
  if (size > most) throw new Told(said("files.too-large", { size, most }));
}

/** What a file is, without opening it. @throws as `openRegular` */
export async function checkRegular(path: string): Promise<Stats> {
  const found = await stat(path);
  refuse(found);
  return found;
}

function refuse(found: Stats): void {
  if (!found.isFile()) throw new Told(said("files.not-regular", { kind: kindOf(found) }));
}

function kindOf(found: Stats): Message {
  if (found.isDirectory()) return said("files.folder");
  if (found.isFIFO()) return said("files.pipe");
  if (found.isSocket()) return said("files.socket");
  return said("files.device");
}
