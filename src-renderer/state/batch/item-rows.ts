/** @file The rows of a batch as they are told: whole rows, in any order, more than once. */
import type { BatchItem } from "../../../src-core/contract/batch.ts";

/** A row, with what is made of its name once. */
export interface ItemRow {
  readonly item: BatchItem;
  /** In small letters, for the search. */
  readonly lowerCase: string;
  /** Compares as people count: image2 before image10, é beside e. */
  readonly sortKey: string;
}

export class ItemRows {
  private readonly rows: (ItemRow | undefined)[] = [];
  private count = 0;

  /** Of rows that are there. */
  get size(): number {
    return this.count;
  }

  at(index: number): ItemRow | undefined {
    return this.rows[index];
  }

  /** In the order of their indices; those that are not told yet are passed over. */
  *[Symbol.iterator](): Generator<ItemRow> {
    for (const row of this.rows) if (row) yield row;
  }

  /** @returns whether rows came that were not there before */
  update(items: readonly BatchItem[]): boolean {
    const before = this.count;
    for (const item of items) {
      const known = this.rows[item.index];
      if (!known) this.count++;
      this.rows[item.index] =
        known?.item.name === item.name ? { ...known, item } : { item, ...keysOf(item.name) };
    }
    return this.count > before;
  }
}

const digits = 12;

function keysOf(name: string): Omit<ItemRow, "item"> {
  const lowerCase = name.toLowerCase();
  const plain = lowerCase.normalize("NFD").replace(/\p{M}/gu, "");
  return { lowerCase, sortKey: plain.replace(/\d+/g, (number) => number.padStart(digits, "0")) };
}
