/** @file An upload of unknown length ends before the disk is full, whoever else fills it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { UserError } from "../../src-core/contract/failure.ts";
import { saveBody } from "../../src-main/api/save-body.ts";

const disk = vi.hoisted(() => ({ free: 0 }));
vi.mock(import("../../src-main/files/free-space.ts"), async (original) => ({
  ...(await original()),
  freeFor: (folder: string, bytes: number) =>
    bytes > disk.free
      ? Promise.reject(new UserError("disk-full", `${folder}: ${bytes} needed, ${disk.free} free`))
      : Promise.resolve(),
}));

const folder = mkdtempSync(join(tmpdir(), "free-space-"));
const path = join(folder, "upload");
afterEach(() => {
  rmSync(path, { force: true });
});

const mebibyte = 2 ** 20;
/** @param onPiece is called before each piece of a mebibyte; ends after 200 of them */
const pieces = (onPiece: (index: number) => void): ReadableStream => {
  let index = 0;
  return new ReadableStream({
    pull: (sink) => {
      onPiece(index);
      if (index++ === 200) sink.close();
      else sink.enqueue(new Uint8Array(mebibyte));
    },
  });
};

it("is refused before it begins where it says that it is too large for the disk", async () => {
  disk.free = 300 * mebibyte;
  let begun = 0;
  const bytes = pieces((index) => (begun = index));
  const announced = 200 * mebibyte;
  await expect(saveBody({ bytes, announced }, path)).rejects.toThrow(`${456 * mebibyte} needed`);
  expect([begun, existsSync(path)]).toEqual([0, false]);
});

it("ends where the disk becomes full meanwhile, and leaves nothing", async () => {
  disk.free = 300 * mebibyte;
  const bytes = pieces((index) => {
    if (index === 70) disk.free = 100 * mebibyte;
  });
  await expect(saveBody({ bytes, announced: null }, path)).rejects.toMatchObject({
    code: "disk-full",
  });
  expect(existsSync(path)).toBe(false);
});

it("is taken where there is room", async () => {
  disk.free = 300 * mebibyte;
  expect(await saveBody({ bytes: pieces(() => undefined), announced: null }, path)).toBe(
    200 * mebibyte,
  );
});
