/** @file One at a time, in the order in which they came: two that are timed at once would disturb each other. */

export class Turn {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws the signal's reason when it was aborted before the turn came */
  take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.last = mine.catch(() => undefined);
    return mine;
  }
}
