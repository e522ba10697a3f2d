/** @file A file that is made for a download, and removed when it is through. */
import { createReadStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Job } from "../analysis/jobs/job.ts";
import { unattended } from "../analysis/jobs/job.ts";
import { temporaryFolder } from "../files/temporaries.ts";

/**
 * @param make writes a file, or a folder that is then sent as a zip, and returns its path
 * @throws what `make` throws, before anything is sent
 */
export async function download(
  make: (folder: string, job: Job) => Promise<string>,
  signal: AbortSignal,
): Promise<Response> {
  const folder = await temporaryFolder("download");
  const remove = (): void => {
    void rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const path = await make(folder, { ...unattended, signal });
    const entry = await stat(path);
    const [stream, name] = entry.isDirectory()
      ? [await zipped(path), `${basename(path)}.zip`]
      : [createReadStream(path), basename(path)];
    stream.once("close", remove);
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        ...attachment(name),
        ...(entry.isFile() && { "content-length": String(entry.size) }),
      },
    });
  } catch (cause) {
    remove();
    throw cause;
  }
}

/** Headers of what is saved under this name. */
export const attachment = (name: string): Record<string, string> => ({
  "content-type": "application/octet-stream",
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

/** The folder's files, stored as they are: scores hardly become smaller. */
async function zipped(folder: string): Promise<Readable> {
  const zip = new ZipFile();
  const stream = Readable.from(zip.outputStream as AsyncIterable<Uint8Array>);
  // A file that is removed because nobody waits any longer is no reason to end.
  zip.on("error", (cause: Error) => {
    stream.destroy(cause);
  });
  const top = basename(folder);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const inside = path.slice(folder.length + 1).split(sep);
    zip.addFile(path, [top, ...inside].join("/"), { compress: false });
  }
  zip.end();
  return stream;
}
