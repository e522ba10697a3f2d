/** @file When how much of something was done, in bounded room. */
import { mostMoments } from "../../../src-core/contract/race.ts";

/** Cells that are done, and the milliseconds after which they were: both only rise. */
export class Moments {
  private times: number[] = [];
  private counts: number[] = [];
  /** Of so many that come, one is kept. */
  private every = 1;
  private came = 0;
  private last: readonly [time: number, count: number] | null = null;

  /** What is less than before begins anew: another device goes on. */
  reached(time: number, count: number): void {
    if (this.last && (count < this.last[1] || time < this.last[0])) this.clear();
    this.last = [time, count];
    this.came++;
    if (this.came % this.every !== 0) return;
    this.times.push(time);
    this.counts.push(count);
    // Room for the last one, which is always told.
    if (this.times.length < mostMoments) return;
    const isKept = (_: number, index: number): boolean => index % 2 === 1;
    this.times = this.times.filter(isKept);
    this.counts = this.counts.filter(isKept);
    this.every *= 2;
  }

  /** In whole microseconds. */
  get told(): { readonly times: number[]; readonly counts: number[] } {
    const [times, counts] = [[...this.times], [...this.counts]];
    if (this.last && counts.at(-1) !== this.last[1]) {
      times.push(this.last[0]);
      counts.push(this.last[1]);
    }
    return { times: times.map((time) => Math.round(time * 1000) / 1000), counts };
  }

  private clear(): void {
    this.times = [];
    this.counts = [];
    this.every = 1;
    this.came = 0;
  }
}
