/** @file The few things used last, so that looking again costs nothing. */

/** Keeps the `limit` entries that were asked for last. */
export class RecentlyUsed<T> {
  private readonly limit: number;
  private readonly entries = new Map<string, T>();

  private readonly onDrop: (entry: T) => void;

  /** @param onDrop hears of an entry that made room for another */
  constructor(limit: number, onDrop: (entry: T) => void = () => undefined) {
    this.limit = limit;
    this.onDrop = onDrop;
  }

  /** The entry of `key`, made when it is not there; one that fails is not kept. */
  async get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.entries.get(key);
    const entry = known ?? (await make());
    this.set(key, entry);
    return entry;
  }

  peek(key: string): T | undefined {
    return this.entries.get(key);
  }

  set(key: string, entry: T): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    for (const [oldest, dropped] of this.entries) {
      if (this.entries.size <= this.limit) return;
      this.entries.delete(oldest);
      this.onDrop(dropped);
    }
  }

  delete(key: string): void {
    this.entries.delete(key);
  }
}
