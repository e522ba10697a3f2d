/** @file A process that is killed in the middle of a conversion: whoever started it removes what it left. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { picturesScript } from "../../src-main/files/app-root.ts";
import { ownSession, sessionFolder } from "../../src-main/files/cache-folder.ts";
import { forkWorker } from "../../src-main/worker/fork.ts";
import { RemotePictures } from "../../src-main/worker/remote-pictures.ts";

const folder = mkdtempSync(join(tmpdir(), "killed-"));
// Before a process is started that shall share the folder.
ownSession();
const pictures = new RemotePictures(() => forkWorker(picturesScript()));
afterAll(() => {
  pictures.close();
  rmSync(folder, { recursive: true, force: true });
});

it("leaves neither the unfinished file nor the smaller levels beside it", async () => {
  const path = join(folder, "large.png");
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  await sharp({ create: { width: 6000, height: 6000, channels: 3, background: "#fff", noise } })
    .png({ compressionLevel: 1 })
    .toFile(path);
  const stop = new AbortController();
  const left = (): string[] =>
    readdirSync(sessionFolder()).filter((name) => name !== "fullconv-session.txt");
  let seen: string[] = [];
  // The first reports come before there is a file.
  const progress = (): void => {
    if (!left().some((name) => name.endsWith(".part"))) return;
    seen = left();
    stop.abort();
  };
  await expect(
    pictures.prepare(path, { ...unattended, signal: stop.signal, progress }),
  ).rejects.toMatchObject({ name: "AbortError" });
  expect(seen.filter((name) => /^vips-\d+-|\.\d+-\d+\.part$/.test(name))).toHaveLength(2);
  await expect.poll(left).toEqual([]);
});
