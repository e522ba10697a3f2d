/** @file The table of a batch: its rows, what of them is shown, and which one is chosen. */
import type { BatchItem } from "../../../src-core/contract/batch.ts";
import type { Arrangement, Column, Filter } from "./arrange.ts";
import { arrange, followsProgress } from "./arrange.ts";
import type { Row } from "./items.ts";
import { Items } from "./items.ts";

const shortest = 100; // milliseconds between two arrangements while rows come in

/** Of the time at most a tenth goes into arranging, however long the table is. */
const patience = 10;

/** Where sorting begins: by name as it is read, by numbers with the largest first. */
const descendingFirst: ReadonlySet<Column> = new Set(["size", "count", "score", "time"]);

export class ItemTable {
  /** Indices of the items, as they are shown. */
  order = $state.raw<readonly number[]>([]);
  arrangement = $state.raw<Arrangement>({
    column: "name",
    descending: false,
    filter: "all",
    search: "",
  });
  /** Index of the item that is chosen, which may be out of sight. */
  chosen = $state<number | null>(null);
  /** Wrapped anew when rows change, since they are too many to be watched one by one. */
  private held = $state.raw({ items: new Items(), kept: false });
  private timer: ReturnType<typeof setTimeout> | null = null;
  private stale = false;
  private pause = shortest;

  row(index: number): Row | undefined {
    return this.held.items.at(index);
  }

  get size(): number {
    return this.held.items.size;
  }

  take(items: readonly BatchItem[]): void {
    const grown = this.held.items.take(items);
    if (grown || followsProgress(this.arrangement)) this.stale = true;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.show();
    }, this.pause);
  }

  sortBy(column: Column): void {
    const { column: before, descending } = this.arrangement;
    const first = descendingFirst.has(column);
    this.change({ column, descending: column === before ? !descending : first });
  }

  show(): void {
    if (this.stale && !this.held.kept) {
      const start = performance.now();
      this.order = arrange(this.held.items, this.arrangement);
      this.pause = Math.max(shortest, (performance.now() - start) * patience);
      this.stale = false;
    }
    this.held = { ...this.held };
  }

  set filter(filter: Filter) {
    this.change({ filter });
  }

  get filter(): Filter {
    return this.arrangement.filter;
  }

  set search(search: string) {
    this.change({ search });
  }

  get search(): string {
    return this.arrangement.search;
  }

  /** Whether the order stays as it is: who goes from image to image would lose the place in it. */
  keepOrder(kept: boolean): void {
    this.held = { ...this.held, kept };
    this.show();
  }

  /** The item before or after another in the order that is shown; null at its ends. */
  beside(index: number, step: 1 | -1): number | null {
    const at = this.order.indexOf(index);
    return at < 0 ? null : (this.order[at + step] ?? null);
  }

  /** For the clipboard: a line for each that failed, with its reason. */
  get failures(): string {
    return [...this.held.items]
      .flatMap(({ item: { name, failure } }) => (failure ? [`${name}\t${failure.message}`] : []))
      .join("\n");
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private change(change: Partial<Arrangement>): void {
    this.arrangement = { ...this.arrangement, ...change };
    this.stale = true;
    this.show();
  }
}
