/** @file The clock of a race that is watched: it goes at any speed, stops, and can be moved. */
import type { Pace } from "../../presentation/race-pace.ts";
import { speedOf, usualPace } from "../../presentation/race-pace.ts";

export class Replay {
  /** Milliseconds of the race. */
  time = $state(0);
  total = $state(0);
  playing = $state(false);
  pace = $state<Pace>("fit");

  /** Milliseconds of the race in each of the watcher's. */
  get speed(): number {
    return speedOf(this.pace, this.total);
  }

  get isOver(): boolean {
    return this.time >= this.total;
  }

  /** @param still begins with its end, for whoever wants nothing to move by itself */
  begin(total: number, still: boolean): void {
    this.total = total;
    this.pace = usualPace(total);
    this.time = still ? total : 0;
    this.playing = !still;
  }

  toggle(): void {
    if (!this.playing && this.isOver) this.time = 0;
    this.playing = !this.playing;
  }

  restart(): void {
    this.time = 0;
    this.playing = true;
  }

  seek(time: number): void {
    this.time = Math.max(0, Math.min(time, this.total));
    if (this.isOver) this.playing = false;
  }

  /** @param share of the whole race, forwards or backwards */
  step(share: number): void {
    this.seek(this.time + share * this.total);
  }

  /** @param elapsed milliseconds of the watcher */
  advance(elapsed: number): void {
    if (this.playing) this.seek(this.time + elapsed * this.speed);
  }
}
