import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeNew } from "../../../src-main/files/atomic.ts";
import { npy } from "../../../src-main/output/npy.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();

describe("writeNew", () => {
  it("makes the folder it needs", async () => {
    await writeNew(join(folder, "new/deep/a.txt"), "a");
    expect(readFileSync(join(folder, "new/deep/a.txt"), "utf8")).toBe("a");
  });

  it("does not touch a file that is there, and leaves nothing behind", async () => {
    mkdirSync(join(folder, "kept"));
    const path = join(folder, "kept", "b.txt");
    writeFileSync(path, "mine");
    await expect(writeNew(path, "other")).rejects.toThrow("exists and is not overwritten");
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(readdirSync(join(folder, "kept"))).toEqual(["b.txt"]);
    await writeNew(path, "other", { overwrite: true });
    expect(readFileSync(path, "utf8")).toBe("other");
  });

  it("says so where it cannot write", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(writeNew(join(folder, "file", "c.txt"), "c")).rejects.toThrow("cannot be written");
  });
});

describe("npy", () => {
  it("writes the header as NumPy does, aligned to 64 bytes", () => {
    const bytes = npy(Float32Array.of(1, 2, 3, 4, 5, 6), [1, 2, 3]);
    const text = new TextDecoder("latin1").decode(bytes);
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    expect(text).toContain("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), }");
    expect((bytes.length - 24) % 64).toBe(0);
    expect(new DataView(bytes.buffer).getFloat32(bytes.length - 4, true)).toBe(6);
  });

  it("refuses values that do not fill the shape", () => {
    expect(() => npy(new Float32Array(5), [2, 3])).toThrow("5 values for shape 2×3 = 6");
  });
});
