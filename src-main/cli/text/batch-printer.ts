/** @file A batch on the terminal: results in the order of the images, how far it is, and what came of it. */
import type { Batch } from "../../batch/batch.ts";
import { printFailure, printResult } from "./print.ts";
import { duration, say, StatusLine } from "./terminal.ts";

interface PrinterOptions {
  readonly json?: true;
  readonly quiet?: true;
}

export class BatchPrinter {
  private readonly batch: Batch;
  private readonly options: PrinterOptions;
  private readonly line: StatusLine;
  private readonly begun = performance.now();
  private readonly before: number;
  private readonly failures: string[] = [];
  private readonly unsubscribe: () => void;
  /** The image that is printed next. */
  private cursor = 0;
  private printing: Promise<void> | null = null;

  /** What is done already is printed first, so that the output is complete. */
  constructor(batch: Batch, options: PrinterOptions) {
    this.batch = batch;
    this.options = options;
    this.line = new StatusLine(options.quiet === true);
    this.before = batch.standing.done;
    const follow = (): void => {
      this.follow();
    };
    this.unsubscribe = batch.subscribe({ state: follow, item: () => undefined });
    follow();
  }

  /** Prints what is left, and the sum of it all. */
  async end(skipped: number): Promise<void> {
    this.unsubscribe();
    await this.printing;
    await this.print();
    this.line.clear();
    for (const failure of this.failures) say(failure);
    if (!this.options.quiet) say(this.sum(skipped));
  }

  private follow(): void {
    this.showProgress();
    this.printing ??= this.print().finally(() => (this.printing = null));
  }

  private async print(): Promise<void> {
    const { batch, options } = this;
    while (this.cursor < batch.standing.total) {
      const { index, path, status, failure } = batch.item(this.cursor);
      if (status === "waiting" || status === "running") return;
      // It comes back from the disk: results that wait for a slower neighbour are not held.
      const result = status === "done" ? await batch.result(index) : null;
      this.line.clear();
      if (result) printResult(result, options);
      if (failure) this.failures.push(printFailure(path, failure, options));
      this.cursor++;
      this.showProgress();
    }
  }

  private showProgress(): void {
    const { done, failed, total, rate, timeLeft } = this.batch.standing;
    const told = [`${done + failed}/${total}`];
    if (failed > 0) told.push(`${failed} failed`);
    if (rate !== null) told.push(`${rate.toFixed(rate < 10 ? 1 : 0)} images/s`);
    if (timeLeft !== null) told.push(`${duration(timeLeft)} left`);
    this.line.write(told.join(", "));
  }

  private sum(skipped: number): string {
    const { done, failed, total } = this.batch.standing;
    const seconds = (performance.now() - this.begun) / 1000;
    const rate = (done - this.before + failed) / seconds;
    return [
      `${done} of ${total} done${this.before > 0 ? ` (${this.before} of them before)` : ""}`,
      `${failed} failed`,
      `${skipped} skipped`,
      `${seconds.toFixed(1)} s`,
      `${rate.toFixed(rate < 10 ? 1 : 0)} images/s`,
    ].join(", ");
  }
}
