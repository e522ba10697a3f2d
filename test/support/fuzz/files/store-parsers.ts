/** @file A score map that lies on the disk, of which a file is damaged: what is read back for the heat-map and for what goes on. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../../../src-core/contract/failure.ts";
import { ScoreStore } from "../../../../src-main/output/score-store.ts";
import type { Parser } from "./parser.ts";

const placement = {
  strideX: 4,
  strideY: 4,
  windowWidth: 28,
  windowHeight: 28,
  rows: 5,
  columns: 7,
};
const plan = {
  classes: 2,
  rows: 5,
  columns: 7,
  levels: 3,
  name: "a",
  labels: ["a", "b"],
  tile: { rows: 4, columns: 4 },
  placement,
};

/** A parser for each of its files, the others being whole. */
export async function storeParsers(): Promise<Readonly<Record<string, Parser>>> {
  const whole = mkdtempSync(join(tmpdir(), "fuzz-store-"));
  process.on("exit", () => {
    // Synchronous, and the last thing that is done.
    rmSync(whole, { recursive: true, force: true });
  });
  const store = await ScoreStore.create(whole, plan);
  await store.write(
    0,
    0,
    Float32Array.from({ length: 32 }, (_, index) => index / 32),
  );
  await store.write(1, 1, Float32Array.of(0.25, 0.5, NaN, 1, 0, 1));
  const files = { group: "zarr.json", array: "0/zarr.json", ranges: "ranges", chunk: "0/c/0/0/0" };
  const parser = (name: string): Parser => ({
    seeds: [readFileSync(join(whole, name))],
    read: async (bytes, folder) => {
      cpSync(whole, folder, { recursive: true });
      writeFileSync(join(folder, name), bytes);
      const opened = await ScoreStore.open(folder);
      if (!opened) throw new UserError("not-found", "it is no store");
      await looked(opened);
      // Whoever goes on with it makes a new one of what is none.
      await ScoreStore.create(folder, plan);
    },
  });
  return Object.fromEntries(
    Object.entries(files).map(([what, name]) => [`store ${what}`, parser(name)]),
  );
}

/** As a heat-map is looked at: places outside are told as such. */
async function looked(store: ScoreStore): Promise<void> {
  for (const shown of ["objects", 0, 1] as const)
    try {
      await store.plane(0, 0, 0, shown, undefined);
      await store.plane(1, 0, 0, shown, 1);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new UserError("not-found", cause.message);
    }
}
