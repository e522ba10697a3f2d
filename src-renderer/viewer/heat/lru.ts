/** @file A bounded store that forgets what was not asked for the longest time. */

export class LeastRecentlyUsed<Value> {
  private readonly limit: number;
  /** A map keeps the order in which keys were set: the oldest is first. */
  private readonly entries = new Map<string, Value>();

  constructor(limit: number) {
    this.limit = limit;
  }

  get size(): number {
    return this.entries.size;
  }

  /** Asking counts as use. */
  get(key: string): Value | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.limit) return;
      this.entries.delete(oldest);
    }
  }

  values(): IterableIterator<Value> {
    return this.entries.values();
  }

  clear(): void {
    this.entries.clear();
  }
}
