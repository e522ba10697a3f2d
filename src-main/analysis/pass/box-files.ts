/** @file Boxes of a large image's tiles, kept beside its map: work that was cut off goes on. */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import type { TilePlan } from "../../../src-core/tiling/plan.ts";
import { makeFolder } from "../../files/make-folder.ts";
import { unpackBoxes } from "./packed-boxes.ts";

export class BoxFiles {
  private readonly folder: string;

  /** @param store folder of the score map */
  constructor(store: string) {
    this.folder = join(store, "boxes");
  }

  async write(row: number, column: number, boxes: Float64Array): Promise<void> {
    const path = this.pathOf(row, column);
    await makeFolder(dirname(path));
    await writeFile(path, new Uint8Array(boxes.buffer, boxes.byteOffset, boxes.byteLength));
  }

  /** Of all tiles that are there, those that score at least `floor`. @param scale index that they were found on */
  async all({ down, across }: TilePlan, scale: number, floor: number): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (let row = 0; row < down; row++)
      for (let column = 0; column < across; column++)
        for (const box of unpackBoxes(await this.read(row, column), scale, floor)) found.push(box);
    return found;
  }

  private async read(row: number, column: number): Promise<Float64Array> {
    const bytes = await readFile(this.pathOf(row, column)).catch(() => null);
    if (!bytes) return new Float64Array();
    const { buffer, byteOffset, byteLength } = bytes;
    return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  }

  private pathOf(row: number, column: number): string {
    return join(this.folder, `${row}`, `${column}`);
  }
}
