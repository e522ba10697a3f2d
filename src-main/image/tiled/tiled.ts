/** @file A large image → a tiled file on the disk, once, from which any part can be read at once. */
import { rmSync } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeNew } from "../../files/atomic.ts";
import { freeBytes } from "../../files/free-space.ts";
import { partOf } from "../../files/temporaries.ts";
import { temporaryFiles, convertToTiled, stepsFor } from "./convert.ts";
import { checkRoom, diskFull, isDiskFull, makeTilesFolder, withTemporaries } from "./disk.ts";
import { readHeader } from "../header.ts";
import { checkOpenable } from "../inspect.ts";
import { notWhole } from "../decode-errors.ts";
import { countPages } from "../pages.ts";
import { tiledBytes } from "../pyramid.ts";
import { checkedFile } from "../checked-source.ts";
import { factsPath, type TiledFacts } from "./tiled-facts.ts";

export { openTiled, type TiledRaster } from "./tiled-raster.ts";

export interface TiledOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes that are written, of those that the tiled file will have. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Bytes that are free in a folder, null where nobody can tell; only tests have reasons of their own. */
  readonly free?: (folder: string) => Promise<number | null>;
}

/** Milliseconds between two looks at the growing file. */
const patience = 200;
/** Files that are being written, removed when the process ends. */
const parts = new Set<string>();
process.on("exit", () => {
  for (const part of parts) rmSync(part, { force: true });
});

/**
 * Writes `target` (tiles as they lie in the file: grey or sRGB, 8 bits, alpha on white) and a facts file beside it; returns at
 * once where they are there. `openTiled` reads them.
 * When the signal is aborted its reason is thrown at once, but libvips cannot be stopped: the conversion goes on unseen, what
 * it wrote is removed at its end, and until then the process cannot end by itself; kill it to be rid of it.
 * @throws UserError `cache-full`, `image-too-large`, `image-unreadable` (no image, or a truncated one), `output-unwritable`
 */
export async function makeTiled(
  path: string,
  target: string,
  { signal, onProgress, free = freeBytes }: TiledOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  if ((await exists(target)) && (await exists(factsPath(target)))) return;
  // Whatever is wrong with the file is found before a byte is written.
  const source = await checkedFile(path);
  const header = await readHeader(path, source);
  signal?.throwIfAborted();
  checkOpenable(path, header);
  const folder = dirname(target);
  await makeTilesFolder(folder);
  const bytes = tiledBytes(header, header.channels);
  // While it is written its smaller levels lie on the disk a second time.
  const steps = await stepsFor(source, header);
  const needed = (bytes * 5) / 4 + steps.bytes;
  checkRoom(path, folder, needed, await free(folder));
  const facts: TiledFacts = {
    version: 1,
    width: header.width,
    height: header.height,
    channels: header.channels,
    orientation: header.orientation,
    pages: await countPages(source, header, []),
  };
  const part = partOf(target);
  const written = withTemporaries(() => convertToTiled(source, header, steps, part)).catch(
    async (cause: unknown) => {
      if (isDiskFull(cause)) throw diskFull(path, folder, needed, (await free(folder)) ?? 0);
      throw notWhole(path, cause);
    },
  );
  const ours = [part, ...Object.values(temporaryFiles(part))];
  ours.forEach((path) => parts.add(path));
  const timer = setInterval(() => {
    void stat(part).then(
      ({ size }) => onProgress?.(Math.min(size, bytes), bytes),
      () => undefined,
    );
  }, patience);
  try {
    await unlessAborted(written, signal);
    await writeNew(factsPath(target), JSON.stringify(facts), { overwrite: true });
    await rename(part, target);
    onProgress?.(bytes, bytes);
  } finally {
    clearInterval(timer);
    void written
      .catch(() => undefined)
      .then(() => rm(part, { force: true }))
      .catch(() => undefined)
      .finally(() => {
        ours.forEach((path) => parts.delete(path));
      });
  }
}

/** Work, or the signal's reason as soon as it is aborted. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work;
  const { promise, reject } = withReject();
  const abort = (): void => {
    reject(signal.reason as Error);
  };
  signal.addEventListener("abort", abort);
  // It may have been aborted before anyone listened.
  if (signal.aborted) abort();
  try {
    await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function withReject(): { promise: Promise<never>; reject: (cause: Error) => void } {
  let reject: (cause: Error) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Removes a tiled file and what a killed conversion left of it. @throws Error where a file cannot be removed */
export async function removeTiled(target: string): Promise<void> {
  const folder = dirname(target);
  const name = basename(target);
  const names = await readdir(folder).catch(() => []);
  const ours = names.filter((other) => other.startsWith(`${name}.`) && other.endsWith(".part"));
  for (const path of [
    target,
    factsPath(target),
    `${target}.time`,
    ...ours.map((part) => join(folder, part)),
  ])
    await rm(path, { force: true });
}
