/** @file One at a time, in the order in which they came: two that are timed at once would disturb each other. */

export class Mutex {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Whoever is aborted while it waits is free at once, and leaves its place to the next.
   * @throws the signal's reason when it was aborted before the turn came
   */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason as Error);
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener("abort", leave, { once: true });
      this.last = this.last.then(async () => {
        signal.removeEventListener("abort", leave);
        if (signal.aborted) return;
        await work().then(resolve, reject);
      });
    });
  }
}
