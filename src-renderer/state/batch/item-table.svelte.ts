/** @file The table of a batch: its rows, what of them is shown, and which one is chosen. */
import type { BatchItem } from "../../../src-core/contract/batch.ts";
import type { RowQuery, Column, Filter } from "./sort-and-filter.ts";
import { sortAndFilter, dependsOnProgress } from "./sort-and-filter.ts";
import type { ItemRow } from "./item-rows.ts";
import { ItemRows } from "./item-rows.ts";

const shortestPause = 100; // milliseconds between two arrangements while rows come in

/** Of the time at most a tenth goes into arranging, however long the table is. */
const pauseFactor = 10;

/** Where sorting begins: by name as it is read, by numbers with the largest first. */
const descendingFirst: ReadonlySet<Column> = new Set(["size", "count", "score", "time"]);

export class ItemTable {
  /** Indices of the items, as they are shown. */
  order = $state.raw<readonly number[]>([]);
  query = $state.raw<RowQuery>({
    column: "name",
    descending: false,
    filter: "all",
    search: "",
  });
  /** Index of the item that is chosen, which may be out of sight. */
  selected = $state<number | null>(null);
  /** Wrapped anew when rows change, since they are too many to be watched one by one. */
  private rows = $state.raw({ items: new ItemRows(), frozen: false });
  private timer: ReturnType<typeof setTimeout> | null = null;
  private stale = false;
  private pause = shortestPause;

  row(index: number): ItemRow | undefined {
    return this.rows.items.at(index);
  }

  get size(): number {
    return this.rows.items.size;
  }

  update(items: readonly BatchItem[]): void {
    const grown = this.rows.items.update(items);
    if (grown || dependsOnProgress(this.query)) this.stale = true;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.refresh();
    }, this.pause);
  }

  sortBy(column: Column): void {
    const { column: before, descending } = this.query;
    const first = descendingFirst.has(column);
    this.change({ column, descending: column === before ? !descending : first });
  }

  refresh(): void {
    if (this.stale && !this.rows.frozen) {
      const start = performance.now();
      this.order = sortAndFilter(this.rows.items, this.query);
      this.pause = Math.max(shortestPause, (performance.now() - start) * pauseFactor);
      this.stale = false;
    }
    this.rows = { ...this.rows };
  }

  set filter(filter: Filter) {
    this.change({ filter });
  }

  get filter(): Filter {
    return this.query.filter;
  }

  set search(search: string) {
    this.change({ search });
  }

  get search(): string {
    return this.query.search;
  }

  /** Whether the order stays as it is: who goes from image to image would lose the place in it. */
  freezeOrder(frozen: boolean): void {
    this.rows = { ...this.rows, frozen };
    this.refresh();
  }

  /** The item before or after another in the order that is shown; null at its ends. */
  neighbour(index: number, step: 1 | -1): number | null {
    const at = this.order.indexOf(index);
    return at < 0 ? null : (this.order[at + step] ?? null);
  }

  /** For the clipboard: a line for each that failed, with its reason. */
  get failures(): string {
    return [...this.rows.items]
      .flatMap(({ item: { name, failure } }) => (failure ? [`${name}\t${failure.message}`] : []))
      .join("\n");
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private change(change: Partial<RowQuery>): void {
    this.query = { ...this.query, ...change };
    this.stale = true;
    this.refresh();
  }
}
