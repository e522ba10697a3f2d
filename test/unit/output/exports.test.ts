import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analysis } from "../../../src-core/contract/analysis.ts";
import { exportName } from "../../../src-core/contract/exports.ts";
import { refuseExisting, writeNew, writeNewFolder } from "../../../src-main/files/atomic.ts";
import { writeExports } from "../../../src-main/output/exports.ts";
import { freeFor } from "../../../src-main/files/free-space.ts";
import { heldScores } from "../../../src-main/output/held-scores.ts";
import { npy, npyPieces } from "../../../src-main/output/npy.ts";
import { unwritable } from "../../../src-main/files/unwritable.ts";
import { collect } from "../../support/collect.ts";
import { exportable } from "../../support/exportable.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { randomMap } from "../../support/maps/score-map.ts";

const folder = temporaryFolder();
const careful = { overwrite: false };
const everything = exportName.options;

describe("writeExports", () => {
  it("writes what is asked for and says where", async () => {
    const target = join(folder, "all", "deep", "a");
    const progress: number[] = [];
    const files = await writeExports(target, everything, exportable(), {
      ...careful,
      onProgress: (done, total) => progress.push(done / total),
    });
    expect(Object.keys(files)).toEqual(everything);
    for (const path of Object.values(files)) expect(existsSync(path)).toBe(true);
    expect(readdirSync(join(folder, "all", "deep"))).toHaveLength(everything.length);
    const told = analysis.parse(JSON.parse(readFileSync(files.json ?? "", "utf8")));
    expect(told.files).toEqual(files);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(progress.at(-1)).toBe(1);
  });

  it("touches nothing where one of the files is there already", async () => {
    const place = join(folder, "taken");
    mkdirSync(join(place, "a.map.ome.zarr"), { recursive: true });
    const work = writeExports(join(place, "a"), everything, exportable(), careful);
    await expect(work).rejects.toMatchObject({ code: "output-exists" });
    expect(readdirSync(place)).toEqual(["a.map.ome.zarr"]);
    await writeExports(join(place, "a"), everything, exportable(), { overwrite: true });
    expect(readdirSync(place)).toHaveLength(everything.length);
    expect(readdirSync(join(place, "a.map.ome.zarr")).sort()).toEqual(["0", "zarr.json"]);
  });

  it("takes away what it wrote when a later part fails or it is cancelled", async () => {
    const place = join(folder, "failed");
    const subject = exportable();
    const read = () => Promise.reject(new Error("the image is gone"));
    const broken = { ...subject, raster: { ...subject.raster, read } };
    await expect(
      writeExports(join(place, "a"), ["csv", "overlay"], broken, careful),
    ).rejects.toThrow("the image is gone");
    expect(readdirSync(place)).toEqual([]);
    const stop = new AbortController();
    const options = {
      ...careful,
      signal: stop.signal,
      onProgress: (done: number) => {
        if (done > 1) stop.abort();
      },
    };
    const work = writeExports(join(place, "a"), ["csv", "zarr", "map"], subject, options);
    await expect(work).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(readdirSync(place)).toEqual([]);
  });

  it("says where it cannot write", async () => {
    writeFileSync(join(folder, "file"), "");
    for (const name of everything)
      await expect(
        writeExports(join(folder, "file", "a"), [name], exportable(), careful),
      ).rejects.toMatchObject({ code: "output-unwritable" });
  });
});

describe("writeNewFolder", () => {
  const fill = (text: string) => (path: string) => writeNew(join(path, "in.txt"), text);

  it("is there when it is whole, and not before", async () => {
    const path = join(folder, "new", "folder");
    const failing = async (part: string): Promise<void> => {
      await fill("half")(part);
      throw new Error("stopped in the middle");
    };
    await expect(writeNewFolder(path, failing)).rejects.toThrow("stopped in the middle");
    expect(readdirSync(join(folder, "new"))).toEqual([]);
    await writeNewFolder(path, fill("one"));
    await expect(writeNewFolder(path, fill("two"))).rejects.toMatchObject({
      code: "output-exists",
    });
    expect(readFileSync(join(path, "in.txt"), "utf8")).toBe("one");
    await writeNewFolder(path, fill("two"), { overwrite: true });
    expect(readFileSync(join(path, "in.txt"), "utf8")).toBe("two");
    await expect(writeNewFolder(path, failing, { overwrite: true })).rejects.toThrow("stopped");
    expect(readFileSync(join(path, "in.txt"), "utf8")).toBe("two");
    expect(readdirSync(join(folder, "new"))).toEqual(["folder"]);
    await expect(refuseExisting(path)).rejects.toMatchObject({ code: "output-exists" });
  });
});

describe("npyPieces", () => {
  it("is in pieces what npy is as a whole", async () => {
    const map = randomMap(3, 2000, 700);
    const whole = npy(map.data, [3, 2000, 700]);
    const pieces = await collect(npyPieces(heldScores(map)));
    expect(Buffer.compare(pieces, whole)).toBe(0);
  });
});

describe("the disk", () => {
  it("is asked before, with both numbers", async () => {
    await freeFor(join(folder, "not", "there", "yet"), 1000);
    await expect(freeFor(join(folder, "not"), 1e18)).rejects.toMatchObject({
      code: "disk-full",
      message: expect.stringMatching(/: 1000000 TB are needed and [\d.]+ [GT]B are free/) as string,
    });
  });

  it("is full in so many words; what is no error of the system stays what it is", () => {
    const full = Object.assign(new Error("no space left"), { code: "ENOSPC", syscall: "write" });
    expect(unwritable("out", full)).toMatchObject({ code: "disk-full" });
    const own = new RangeError("mine");
    expect(unwritable("out", own)).toBe(own);
  });
});
