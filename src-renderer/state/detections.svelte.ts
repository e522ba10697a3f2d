/** @file The detections at the threshold that is set right now. */
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { detections } from "../host/host.ts";
import { shownFailure } from "../host/request.ts";
import { BoxIndex } from "../viewer/box-index.ts";

const pause = 120; // milliseconds of rest before a moved threshold is asked for

export class Detections {
  list = $state.raw<readonly LabelledDetection[]>([]);
  readonly index: BoxIndex = $derived.by(() => new BoxIndex(this.list));
  failure = $state.raw<Failure | null>(null);
  private analysis: string | null = null;
  private threshold = NaN;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private controller = new AbortController();

  /** Begins with what the analysis found at its own threshold. */
  attach(analysis: string, found: readonly LabelledDetection[], threshold: number): void {
    this.analysis = analysis;
    this.list = found;
    const wanted = this.threshold;
    this.threshold = threshold;
    if (!Number.isNaN(wanted)) this.at(wanted);
  }

  /** Asks for the detections from a score on, once the threshold rests. */
  at(threshold: number): void {
    if (threshold === this.threshold) return;
    this.threshold = threshold;
    clearTimeout(this.timer);
    this.controller.abort();
    if (this.analysis === null) return;
    const { analysis } = this;
    const controller = new AbortController();
    this.controller = controller;
    this.timer = setTimeout(() => void this.fetch(analysis, threshold, controller.signal), pause);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.controller.abort();
  }

  private async fetch(analysis: string, threshold: number, signal: AbortSignal): Promise<void> {
    try {
      const list = await detections(analysis, threshold, signal);
      if (!signal.aborted) [this.list, this.failure] = [list, null];
    } catch (cause) {
      if (!signal.aborted) this.failure = shownFailure(cause);
    }
  }
}
