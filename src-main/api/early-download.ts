/**
 * @file A download whose answer begins before its file is made.
 *
 * [Note: who gives up a download] Electron's `protocol.handle` makes a request without a signal (lib/browser/api/protocol.ts),
 * and tells of one that is given up by cancelling the answer's body alone. So there must be a body from the start: then the
 * dialog that asks where to put the file comes at once, too, and cancelling it stops the making.
 */
import type { Job } from "../analysis/jobs/job.ts";
import { attachment, download } from "./download.ts";

/** Its parts, as they come. */
type Bytes = ReadableStreamDefaultReader<Uint8Array>;

/**
 * @param name of the file
 * @param make writes a file, or a folder that is then sent as a zip, and returns its path
 * @param onFailure what `make` throws can no longer be the answer: the download breaks off, and this is told why
 */
export function earlyDownload(
  name: string,
  make: (folder: string, job: Job) => Promise<string>,
  onFailure: (cause: unknown) => void,
): Response {
  const controller = new AbortController();
  const { signal } = controller;
  let bytes: Bytes | null = null;
  const next = async (): ReturnType<Bytes["read"]> => {
    bytes ??= ((await download(make, signal)).body as ReadableStream<Uint8Array>).getReader();
    if (!signal.aborted) return bytes.read();
    await bytes.cancel();
    return { done: true, value: undefined };
  };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (sink) => {
        try {
          const { done, value } = await next();
          if (signal.aborted) return;
          if (done) sink.close();
          else sink.enqueue(value);
        } catch (cause) {
          if (signal.aborted) return;
          onFailure(cause);
          sink.error(cause);
        }
      },
      cancel: async (reason) => {
        controller.abort(reason);
        await bytes?.cancel(reason);
      },
    },
    // Made when somebody reads, and not sooner.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: attachment(name) });
}
