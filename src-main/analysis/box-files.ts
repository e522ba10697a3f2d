/** @file Boxes of a large image's tiles, kept beside its map: work that was cut off goes on. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Candidate } from "../../src-core/detection/candidate.ts";
import type { TilePlan } from "../../src-core/tiling/plan.ts";

/** Numbers of a box: x, y, width, height, score, class. */
const each = 6;

export class BoxFiles {
  private readonly folder: string;

  /** @param store folder of the score map */
  constructor(store: string) {
    this.folder = join(store, "boxes");
  }

  async write(row: number, column: number, boxes: readonly Candidate[]): Promise<void> {
    const numbers = new Float64Array(each * boxes.length);
    boxes.forEach(({ x, y, width, height, score, classIndex }, index) => {
      numbers.set([x, y, width, height, score, classIndex], each * index);
    });
    const path = this.pathOf(row, column);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, new Uint8Array(numbers.buffer));
  }

  /** Of all tiles that are there. @param scale index that they were found on */
  async all({ down, across }: TilePlan, scale: number): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (let row = 0; row < down; row++)
      for (let column = 0; column < across; column++)
        for (const box of await this.read(row, column)) found.push({ ...box, scale });
    return found;
  }

  private async read(row: number, column: number): Promise<Omit<Candidate, "scale">[]> {
    const bytes = await readFile(this.pathOf(row, column)).catch(() => null);
    if (!bytes) return [];
    const numbers = new Float64Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    return Array.from({ length: numbers.length / each }, (_, index) => {
      const [x = 0, y = 0, width = 0, height = 0, score = 0, classIndex = 0] = numbers.subarray(
        each * index,
      );
      return { x, y, width, height, score, classIndex };
    });
  }

  private pathOf(row: number, column: number): string {
    return join(this.folder, `${row}`, `${column}`);
  }
}
