/** @file One image under one model: the pass, its map, and the baseline beside it. A new image or model makes a new run. */
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { ModelSummary, OpenedImage, Stride } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { MapPlacement } from "../../src-core/overlay/registration.ts";
import { scoreMap, startBaseline, startPass } from "../host/host.ts";
import { Detections } from "./detections.svelte.ts";
import type { Outcome } from "./job.svelte.ts";
import { Job } from "./job.svelte.ts";
import { Probe } from "./probe.svelte.ts";

export const measuredRuns = 5;
const usualBudget = 10_000; // milliseconds of network time

export class AnalysisRun {
  readonly image: OpenedImage;
  readonly model: ModelSummary;
  readonly stride: Stride;
  readonly pass = new Job();
  readonly baseline = new Job();
  readonly detections = new Detections();
  readonly probe = new Probe();
  result = $state.raw<Analysis | null>(null);
  map = $state.raw<ScoreMap | null>(null);
  /** How the baseline that runs, or ran last, is limited. */
  budget = $state.raw<number | "full">(usualBudget);
  private id: string | null = null;
  private fetching: Promise<void> | null = null;

  constructor(image: OpenedImage, model: ModelSummary, stride: Stride = "native") {
    [this.image, this.model, this.stride] = [image, model, stride];
  }

  /** Where the map lies on the image; null until there is one. */
  readonly placement: MapPlacement | null = $derived.by(() => {
    if (!this.result || !this.map) return null;
    const { columns, rows, strideX, strideY } = this.result.map;
    const { width, height } = this.result.model.window;
    return { columns, rows, strideX, strideY, windowWidth: width, windowHeight: height };
  });

  get running(): boolean {
    return this.pass.running || this.baseline.running;
  }

  /** The single pass: the map comes after its first run, the times after the last. */
  async start(threshold: number, thenMeasure: () => boolean): Promise<void> {
    const { image, model, stride } = this;
    const request = { image: image.id, model: model.id, stride, runs: measuredRuns, threshold };
    await this.pass.follow(
      (signal) => startPass(request, signal),
      (outcome, signal) => this.take(outcome, threshold, signal),
    );
    if (this.pass.status !== "done") return;
    if (thenMeasure()) await this.measure();
  }

  /** The windows at the same cells. */
  async measure(budget: number | "full" = usualBudget): Promise<void> {
    const { id } = this;
    if (id === null) return;
    this.budget = budget;
    await this.baseline.follow(
      (signal) => startBaseline(id, { budget }, signal),
      (outcome) => {
        this.result = outcome.result;
      },
    );
  }

  stop(): void {
    this.pass.stop();
    this.baseline.stop();
  }

  /** Nothing of this run may appear any more. */
  dispose(): void {
    this.stop();
    this.detections.dispose();
    this.probe.dispose();
  }

  private async take(outcome: Outcome, threshold: number, signal: AbortSignal): Promise<void> {
    this.fetching ??= this.fetchMap(outcome, threshold, signal);
    // Progress goes on while the map is on its way; what goes wrong with it is told with the result.
    if (outcome.type === "map") this.fetching.catch(() => undefined);
    else await this.fetching;
    if (outcome.type === "result") this.result = outcome.result;
  }

  private async fetchMap(
    { analysis, result }: Outcome,
    threshold: number,
    signal: AbortSignal,
  ): Promise<void> {
    const map = await scoreMap(analysis, result.map, signal);
    signal.throwIfAborted();
    [this.map, this.result, this.id] = [map, result, analysis];
    this.probe.attach(analysis);
    this.detections.attach(analysis, result.detections, threshold);
  }
}
