/** @file One image under one model: the pass, its map, and the baseline beside it. A new image or model makes a new run. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { DeviceFigures } from "../../../src-core/contract/benchmark.ts";
import type {
  HeatLayer,
  ModelSummary,
  OpenedImage,
  Stride,
} from "../../../src-core/contract/api.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import { isOfBoxes } from "../../../src-core/detection/dropped-boxes.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { MapPlacement } from "../../../src-core/overlay/registration.ts";
import {
  fetchScoreMap,
  startBaseline,
  startComparison,
  startPass,
  startRepetition,
} from "../../host/analyses.ts";
import { comparesUnasked, repetitions, usualBudget } from "../../presentation/measurement-time.ts";
import { finishedPass } from "../../presentation/finished-share.ts";
import { hasBaseline } from "../../presentation/has-baseline.ts";
import type { Edits } from "./edits.svelte.ts";
import { Detections } from "./detections.svelte.ts";
import { Heat } from "./heat.svelte.ts";
import { HeatTiles } from "./heat-tiles.svelte.ts";
import type { JobOutcome } from "../jobs/job.svelte.ts";
import { resumedOr } from "../jobs/resumed.ts";
import { Job } from "../jobs/job.svelte.ts";
import type { ClassChoice } from "../settings/class-choice.svelte.ts";
import type { DetectionLimits } from "../settings/detection-limits.svelte.ts";
import { Probe } from "./probe.svelte.ts";
import type { EarlierJobs, PassOptions } from "./pass-options.ts";
import { noJobs } from "./pass-options.ts";
import type { ShownScale } from "./scale-maps.svelte.ts";
import { placementOf, ScaleMaps } from "./scale-maps.svelte.ts";

const comparisonLimits = { rounds: repetitions, budget: 3000 };

type MapEvent = Extract<JobOutcome, { type: "map" }>;
type MapOrResult = Extract<JobOutcome, { type: "map" | "result" }>;

export class AnalysisRun {
  readonly image: OpenedImage;
  readonly model: ModelSummary;
  readonly stride: Stride;
  readonly pass = new Job();
  readonly baseline = new Job();
  /** The pass again, for its time alone. */
  readonly repetition = new Job();
  /** The comparison of devices. */
  readonly deviceComparison = new Job();
  readonly detections: Detections;
  readonly heat: Heat;
  readonly scales: ScaleMaps;
  readonly probe = new Probe(() => this.scales.index);
  result = $state.raw<Analysis | null>(null);
  tiles = $state.raw<HeatTiles | null>(null);
  /** Size of the tiles in which the pass goes on after memory ran out; null once it was read. */
  shrunk = $state.raw<{ readonly width: number; readonly height: number } | null>(null);
  /** Why the CPU took over from the device; null once it was read. */
  deviceFailure = $state.raw<string | null>(null);
  /** How the baseline that runs, or ran last, is limited. */
  baselineBudget = $state.raw<number | "full">(usualBudget);
  deviceFigures = $state.raw<readonly DeviceFigures[] | null>(null);
  /** Under which the host knows the analysis. */
  id = $state.raw<string | null>(null);
  /** Bytes that one tile of the pass may need, as it was asked for. */
  memory = $state.raw<number | null>(null);
  private asked: PassOptions | null = null;
  private fetching: Promise<void> | null = null;
  /** Until they are told anew. */
  private before = noJobs;
  private disposed = false;

  /** @param limits of what counts, and the class that is shown: read anew whenever they change */
  constructor(
    image: OpenedImage,
    model: ModelSummary,
    stride: Stride,
    limits: DetectionLimits,
    choice: ClassChoice,
    edits?: Edits,
  ) {
    this.image = image;
    this.model = model;
    this.stride = stride;
    this.detections = new Detections(model, image, limits, choice, edits);
    this.heat = new Heat(this, choice, limits);
    this.scales = new ScaleMaps(model.head);
  }

  /** The whole map that is shown; null of one that is too large for that, which is looked at in tiles. */
  get map(): ScoreMap | null {
    return this.scales.map;
  }

  /** Where the map lies on the image; null until there is one. */
  readonly placement: MapPlacement | null = $derived.by(() => {
    if (!this.result || !(this.map ?? this.tiles)) return null;
    const { map, cell } = this.result.scales?.[this.scales.index] ?? this.result;
    return placementOf(map, cell);
  });

  /** All that changes what the result means, as the limits are. */
  readonly notices: readonly Notice[] = $derived.by(() => [
    ...(this.result?.notices.filter((one) => !isOfBoxes(one)) ?? []),
    ...this.detections.notices,
  ]);

  /** By which a window that is loaded anew finds them again. */
  get jobs(): EarlierJobs {
    const { pass, repetition, baseline, before } = this;
    return {
      pass: pass.id ?? before.pass,
      repetition: repetition.id ?? before.repetition,
      baseline: baseline.id ?? before.baseline,
      budget: this.baselineBudget,
    };
  }

  get running(): boolean {
    return [this.pass, this.baseline, this.repetition, this.deviceComparison].some(
      ({ running }) => running,
    );
  }

  /** What is being measured of it besides the pass. */
  get measuring(): "baseline" | "repetition" | "devices" | null {
    if (this.baseline.running) return "baseline";
    if (this.repetition.running) return "repetition";
    return this.deviceComparison.running ? "devices" : null;
  }

  /**
   * The single pass, once: nobody has asked for more. The windows are measured unasked where that is over soon.
   * @param before jobs of a window that was loaded anew: they are gone on with as far as the host has them
   */
  async start(
    options: PassOptions,
    thenMeasure: () => boolean,
    before: EarlierJobs = noJobs,
  ): Promise<void> {
    this.before = before;
    const { image, model, stride } = this;
    this.asked = options;
    this.memory = options.memory ?? null;
    this.fetching = null;
    const once = { runs: 1, warmUp: false };
    const request = { image: image.id, model: model.id, stride, ...once, ...options };
    await this.pass.follow(
      (signal) => resumedOr(before.pass, () => startPass(request, signal), signal),
      (outcome, signal) => this.handle(outcome, signal),
    );
    if (this.pass.status !== "done") return;
    // Before the windows are timed: neither shall be part of what they take.
    await Promise.all([this.detections.load(), this.scales.load(), this.loadEdits()]);
    const { repetition } = before;
    if (repetition !== null && !this.disposed) await this.measurePrecisely(repetition);
    const { disposed, result } = this;
    if (disposed || !result || !hasBaseline(model.head)) return;
    const { baseline, budget } = before;
    if (baseline !== null) await this.measureBaseline(budget, baseline);
    else if (thenMeasure() && comparesUnasked(result)) await this.measureBaseline();
  }

  /** What of the image a pass that was stopped has looked at; null where there is nothing to go on with. */
  readonly stoppedShare: number | null = $derived.by(() =>
    this.pass.status === "stopped" ? finishedPass(this.pass.progress) : null,
  );

  /** Goes on with a pass that was stopped: the host runs what is missing, and what is known so far stays. */
  async continue(thenMeasure: () => boolean): Promise<void> {
    if (this.asked && this.stoppedShare !== null) await this.start(this.asked, thenMeasure);
  }

  /** The pass as often as its time needs to be known well. */
  async measurePrecisely(before: string | null = null): Promise<void> {
    const { id } = this;
    if (id === null) return;
    await this.repetition.follow(
      (signal) =>
        resumedOr(before, () => startRepetition(id, { runs: repetitions }, signal), signal),
      (outcome) => {
        if (outcome.type === "device-failed") this.deviceFailure = outcome.reason;
        if (outcome.type === "result") this.result = outcome.result;
      },
    );
  }

  private async loadEdits(): Promise<void> {
    if (this.id !== null) await this.detections.edits.attach(this.id);
  }

  /** The windows at the same cells. */
  async measureBaseline(
    budget: number | "full" = usualBudget,
    before: string | null = null,
  ): Promise<void> {
    const { id } = this;
    if (id === null) return;
    this.baselineBudget = budget;
    await this.baseline.follow(
      (signal) =>
        resumedOr(before, () => startBaseline(id, { budget, rounds: repetitions }, signal), signal),
      (outcome) => {
        if (outcome.type === "device-failed") this.deviceFailure = outcome.reason;
        if (outcome.type === "result") this.result = outcome.result;
      },
    );
  }

  /** Pass and windows on every device; what is shown of the image stays as it is. */
  async compareDevices(): Promise<void> {
    const { id } = this;
    if (id === null) return;
    await this.deviceComparison.follow(
      (signal) => startComparison(id, comparisonLimits, signal),
      (outcome) => {
        if (outcome.type === "compared") this.deviceFigures = outcome.devices;
      },
    );
  }

  /** The heat-map of a scale, whose cells are probed. */
  showScale(shown: ShownScale): void {
    this.probe.moveTo(null);
    this.scales.show(shown);
  }

  stop(): void {
    this.pass.stop();
    this.baseline.stop();
    this.repetition.stop();
    this.deviceComparison.stop();
  }

  /** Nothing of this run may appear any more. */
  dispose(): void {
    this.disposed = true;
    this.stop();
    this.detections.dispose();
    this.scales.dispose();
    this.probe.dispose();
    this.tiles?.dispose();
  }

  private async handle(outcome: JobOutcome, signal: AbortSignal): Promise<void> {
    if (outcome.type === "found") this.detections.soFar.add(outcome.boxes, outcome.count);
    if (outcome.type === "cells") this.tiles?.invalidate(outcome.area, outcome.range);
    if (outcome.type === "device-failed") this.deviceFailure = outcome.reason;
    if (outcome.type === "shrunk") this.shrunk = { width: outcome.width, height: outcome.height };
    if (outcome.type === "map" && outcome.layer) this.showTiles(outcome, outcome.layer);
    else if (outcome.type === "map" || outcome.type === "result")
      await this.complete(outcome, signal);
  }

  /** A map that is too large to be fetched whole: its cells come part by part. */
  private showTiles({ analysis, result }: MapEvent, layer: HeatLayer): void {
    this.tiles?.dispose();
    this.tiles = new HeatTiles(analysis, layer, result.map);
    this.result = result;
    this.id = analysis;
  }

  private async complete(outcome: MapOrResult, signal: AbortSignal): Promise<void> {
    const { type, analysis, result } = outcome;
    if (this.tiles) this.attach(outcome);
    else {
      this.fetching ??= this.fetchMap(outcome, signal);
      // Progress goes on while the map is on its way; what goes wrong with it is told with the result.
      if (type === "map") this.fetching.catch(() => undefined);
      else await this.fetching;
    }
    if (type === "map") return;
    this.result = result;
    this.id = analysis;
    // The map comes before all scales are looked at, and before the further networks of a cascade are.
    this.detections.attach(analysis, result);
  }

  private async fetchMap(finding: MapOrResult, signal: AbortSignal): Promise<void> {
    const { analysis, result } = finding;
    const map = await fetchScoreMap(analysis, result.map, signal);
    signal.throwIfAborted();
    this.scales.attach(analysis, result, map);
    this.result = result;
    this.id = analysis;
    this.attach(finding);
  }

  /** Cells can be asked for, and boxes as far as all of them are there: not before every scale was looked at. */
  private attach({ type, analysis, result }: MapOrResult): void {
    this.probe.attach(analysis);
    if (type === "result") this.detections.attach(analysis, result);
    else if ((result.scales?.length ?? 1) === 1) this.detections.attachCandidates(analysis, result);
  }
}
