/** @file The small pictures of the table: those that were seen of late are kept, since a host's answers are not stored. */
import { fetchThumbnail } from "../../host/batches.ts";

const mostHeld = 600; // a few kilobytes each

export class Thumbnails {
  private readonly batch: string;
  /** Addresses of pictures, the one seen longest ago first. */
  private readonly urls = new Map<number, string>();

  constructor(batch: string) {
    this.batch = batch;
  }

  /** @returns the address at once where it is held */
  peek(index: number): string | null {
    return this.urls.get(index) ?? null;
  }

  /** @returns null where there is none, or where nobody wants it any more */
  async load(index: number, signal: AbortSignal): Promise<string | null> {
    const known = this.urls.get(index);
    try {
      const url = known ?? URL.createObjectURL(await fetchThumbnail(this.batch, index, signal));
      this.keep(index, url);
      return url;
    } catch {
      return null; // A row without a picture says no less.
    }
  }

  dispose(): void {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }

  private keep(index: number, url: string): void {
    const before = this.urls.get(index);
    if (before !== undefined && before !== url) URL.revokeObjectURL(before);
    this.urls.delete(index);
    this.urls.set(index, url);
    const [oldest] = this.urls;
    if (this.urls.size <= mostHeld || !oldest) return;
    this.urls.delete(oldest[0]);
    URL.revokeObjectURL(oldest[1]);
  }
}
