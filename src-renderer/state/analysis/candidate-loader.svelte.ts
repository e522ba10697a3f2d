/** @file The boxes that detections are chosen among: fetched once for an analysis, and again only from a lower score on. */
import type { Candidates as CandidateBoxes } from "../../../src-core/contract/api.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { fetchCandidates } from "../../host/analyses.ts";
import { failureToShow } from "../../host/request.ts";

/** Few look for less, and there are many of them. */
const defaultFloor = 0.05;
const pause = 120; // milliseconds of rest before a lower threshold is asked for

export class CandidateLoader {
  loaded = $state.raw<CandidateBoxes | null>(null);
  /** Scores from here on are there. */
  floor = $state(Infinity);
  failure = $state.raw<Failure | null>(null);
  private analysis: string | null = null;
  private loading: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly controller = new AbortController();

  attach(analysis: string): void {
    this.analysis = analysis;
  }

  /** The first time at once; for a lower threshold than before once it rests. */
  request(threshold: number): void {
    clearTimeout(this.timer);
    if (threshold >= this.floor || this.analysis === null) return;
    if (this.loaded) this.timer = setTimeout(() => void this.load(threshold), pause);
    else void this.load(threshold);
  }

  /** Resolves when they are there, or were not to be had. */
  async load(threshold: number): Promise<void> {
    await this.loading;
    const { analysis } = this;
    const floor = Math.min(defaultFloor, threshold);
    if (analysis === null || floor >= this.floor || this.controller.signal.aborted) return;
    this.loading = this.fetch(analysis, floor);
    await this.loading;
    this.loading = null;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.controller.abort();
  }

  private async fetch(analysis: string, floor: number): Promise<void> {
    const { signal } = this.controller;
    try {
      const loaded = await fetchCandidates(analysis, floor, signal);
      if (!signal.aborted) {
        this.loaded = loaded;
        this.floor = floor;
        this.failure = null;
      }
    } catch (cause) {
      if (!signal.aborted) this.failure = failureToShow(cause);
    }
  }
}
