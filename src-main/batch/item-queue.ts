/** @file The items of a batch and what is left to do of them. */
import { said } from "../../src-core/messages/said.ts";
import type { BatchItemStatus } from "../../src-core/contract/batch.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Item } from "./item.ts";
import { workOf } from "./throughput.ts";

export class ItemQueue {
  readonly items: Item[] = [];
  readonly counts = { done: 0, failed: 0 };
  /** Those that ran when the engine process died, and have not been through since. */
  readonly suspects = new Set<Item>();
  /** Of what is neither done nor failed; see `workOf`. */
  workLeft = 0;
  /** Nothing before this one waits. */
  private from = 0;

  add(item: Item): void {
    this.items.push(item);
    this.count(item, 1);
  }

  /** @throws UserError when there is no such item */
  get(index: number): Item {
    const item = this.items[index];
    if (!item) throw new UserError("not-found", said("batch.item-there", { index }));
    return item;
  }

  move(item: Item, status: BatchItemStatus): void {
    this.count(item, -1);
    item.status = status;
    this.count(item, 1);
    if (status === "waiting") this.from = Math.min(this.from, item.index);
  }

  /** Suspects first: the others wait for them. */
  next(): Item | undefined {
    const waits = ({ status }: Item): boolean => status === "waiting";
    for (const item of this.suspects) if (waits(item)) return item;
    const isThrough = (item?: Item): boolean =>
      item?.status === "done" || item?.status === "failed";
    while (isThrough(this.items[this.from])) this.from++;
    for (let index = this.from; index < this.items.length; index++) {
      const item = this.items[index];
      if (item && waits(item)) return item;
    }
    return undefined;
  }

  /** All is done or failed. */
  get isThrough(): boolean {
    return this.items.length > 0 && this.counts.done + this.counts.failed === this.items.length;
  }

  private count({ status, size }: Item, sign: 1 | -1): void {
    if (status === "done" || status === "failed") this.counts[status] += sign;
    else this.workLeft += sign * workOf(size);
  }
}
