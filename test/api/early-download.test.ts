/** @file A download that begins before its file is made: given up, it stops the making. */
import { writeFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { UserError } from "../../src-core/contract/failure.ts";
import { earlyDownload } from "../../src-main/api/early-download.ts";

const none = (): void => undefined;

it("answers at once, and sends the file when it is made", async () => {
  const response = earlyDownload("a ü.csv", (folder) => file(folder), none);
  expect(response.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''a%20%C3%BC.csv",
  );
  expect(await response.text()).toBe("x,y\n");
});

it("stops the making when its body is cancelled, and leaves nothing", async () => {
  const onFailure = vi.fn();
  let made = "";
  let stopped: unknown;
  const response = earlyDownload(
    "a.csv",
    (folder, { signal }) =>
      new Promise((_resolve, reject) => {
        made = folder;
        signal.addEventListener("abort", () => {
          stopped = signal.reason;
          reject(signal.reason as Error);
        });
      }),
    onFailure,
  );
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const reading = reader.read();
  await expect.poll(() => made).not.toBe("");
  await reader.cancel(new Error("given up"));
  expect((await reading).done).toBe(true);
  expect(stopped).toEqual(new Error("given up"));
  await expect.poll(() => isThere(made)).toBe(false);
  expect(onFailure).not.toHaveBeenCalled();
});

it("is not made when nobody reads, and not sent when it was given up meanwhile", async () => {
  const make = vi.fn((folder: string) => file(folder));
  await earlyDownload("a.csv", make, none).body?.cancel();
  expect(make).not.toHaveBeenCalled();
});

it("breaks off, and tells why, when the file cannot be made", async () => {
  const failure = new UserError("disk-full", "there is no room");
  const onFailure = vi.fn();
  const response = earlyDownload("a.csv", () => Promise.reject(failure), onFailure);
  await expect(response.text()).rejects.toThrow();
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(failure);
});

function file(folder: string): Promise<string> {
  const path = join(folder, "a.csv");
  writeFileSync(path, "x,y\n");
  return Promise.resolve(path);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
