/** @file A file that becomes another one while it is read. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { ImageCache, prepareTiled } from "../../../../src-main/analysis/subject/image-cache.ts";
import type { Job } from "../../../../src-main/analysis/jobs/job.ts";
import { unattended } from "../../../../src-main/analysis/jobs/job.ts";
import { startedSession } from "../../../../src-main/files/cache-folder.ts";
import { temporaryFolder } from "../../../support/folder.ts";

const path = join(temporaryFolder(), "slide.png");
const message = `${path}: the file has changed since it was opened: open it again`;
/** Longer than what is held, although it has few pixels. */
const drawn = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 20_001, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
let [one, other]: [Uint8Array, Uint8Array] = [new Uint8Array(), new Uint8Array()];

beforeAll(async () => {
  [one, other] = [await drawn("white"), await drawn("black")];
});
beforeEach(() => {
  writeFileSync(path, one);
});

const tiledFiles = (): string[] =>
  readdirSync(startedSession() ?? "").filter((name) => name.includes(".tif"));

it("leaves no tiled file of both", async () => {
  const replacing: Job = {
    ...unattended,
    progress: () => {
      writeFileSync(path, other);
    },
  };
  await expect(prepareTiled(path, replacing)).rejects.toThrow(message);
  expect(tiledFiles()).toEqual([]);
});

it("is not taken for the one that was prepared", async () => {
  const images = new ImageCache(async (name, job) => {
    writeFileSync(path, other);
    return prepareTiled(name, job);
  });
  await expect(images.get(path)).rejects.toThrow(message);
  const { raster } = await new ImageCache().get(path);
  expect([...(await raster.read({ x: 0, y: 0, width: 1, height: 1 }))].slice(0, 1)).toEqual([0]);
});
