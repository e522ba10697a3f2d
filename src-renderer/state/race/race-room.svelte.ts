/** @file A race that is watched: what was recorded, the moment that is shown, and both sides as they are then. */
import type { Failure } from "../../../src-core/contract/failure.ts";
import type { Race, RaceContest, RaceWay } from "../../../src-core/contract/race.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { ColorScale } from "../../../src-core/overlay/paint.ts";
import { colorScaleOf } from "../../../src-core/overlay/paint.ts";
import { fetchRace, fetchRaceScores } from "../../host/race.ts";
import { failureToShow } from "../../host/request.ts";
import type { SideProgress } from "../../presentation/race-progress.ts";
import { isWhole, sideAt, totalOf } from "../../presentation/race-progress.ts";
import type { Pyramid } from "../../viewer/image/pyramid.ts";
import type { Plane, RaceScene } from "../../viewer/race/scene.ts";
import { planeOfWindows } from "../../viewer/race/scene.ts";
import type { AnalysisRun } from "../analysis/analysis-run.svelte.ts";
import type { Racer } from "./race-words.ts";
import { Replay } from "./replay.svelte.ts";
import { loadLayers, loadPyramid } from "./scene-loader.ts";

interface Loaded {
  readonly race: Race;
  readonly scene: RaceScene;
  readonly range: ColorScale;
  readonly scores: Readonly<Record<RaceWay, Float32Array | null>>;
}

/** The image as it is shown. */
export interface ShownImage {
  readonly element: HTMLImageElement | null;
  readonly tiled: { readonly id: string; readonly pyramid: Pyramid } | null;
}

export class RaceRoom {
  readonly replay = new Replay();
  /** Against batches, the fairer figure, unless it is asked for the other one. */
  way = $state<RaceWay>("batched");
  failure = $state.raw<Failure | null>(null);
  loaded = $state.raw<Loaded | null>(null);
  private readonly run: AnalysisRun;
  private readonly still: boolean;
  private readonly controller = new AbortController();

  /** @param still whether nothing may move by itself */
  constructor(run: AnalysisRun, still: boolean) {
    this.run = run;
    this.still = still;
  }

  get contest(): RaceContest | null {
    return this.loaded?.race[this.way] ?? null;
  }

  readonly sides: Readonly<Record<Racer, SideProgress>> | null = $derived.by(() =>
    this.at(this.replay.time),
  );

  /** Whether all windows were run. */
  readonly isWhole: boolean = $derived.by(() => isWhole(this.contest?.windows ?? []));

  at(time: number): Readonly<Record<Racer, SideProgress>> | null {
    const { contest } = this;
    return contest && { pass: sideAt(contest.pass, time), windows: sideAt(contest.windows, time) };
  }

  choose(way: RaceWay): void {
    this.way = way;
    this.begin();
  }

  async load(image: ShownImage): Promise<void> {
    const { signal } = this.controller;
    try {
      this.loaded = await this.fetch(image, signal);
      this.begin();
    } catch (cause) {
      if (!signal.aborted) this.failure = failureToShow(cause);
    }
  }

  dispose(): void {
    this.controller.abort();
    this.replay.playing = false;
  }

  /** Of each scale, what the side's own scores are. */
  planes(racer: Racer): readonly Plane[] {
    const { loaded, contest } = this;
    if (!loaded || !contest) return [];
    const own = contest.hasScores ? loaded.scores[this.way] : null;
    let first = 0;
    return loaded.scene.layers.map(({ pass }, at) => {
      const leg = contest.windows[at];
      if (racer === "pass" || !leg) return pass;
      const scores = own?.subarray(first, first + leg.measured);
      first += leg.measured;
      return planeOfWindows(leg, pass, scores ?? null);
    });
  }

  private begin(): void {
    const { contest } = this;
    if (!contest) return;
    this.replay.begin(Math.max(totalOf(contest.pass), totalOf(contest.windows)), this.still);
  }

  private async fetch({ element, tiled }: ShownImage, signal: AbortSignal): Promise<Loaded> {
    const { id, result, model, tiles, image } = this.run;
    if (id === null || !result) throw new Error("there is no analysis to race");
    const race = await fetchRace(id, signal);
    const of = (way: RaceWay): Promise<Float32Array> | null =>
      race[way].hasScores ? fetchRaceScores(id, way, signal) : null;
    const [batched, single] = [await of("batched"), await of("single")];
    const layers = await loadLayers(id, result, model.head, tiles?.layer ?? null, signal);
    const picture = element ?? (tiled && (await loadPyramid(tiled, signal)));
    if (!picture) throw new Error("there is no image to race on");
    const size = { width: image.width, height: image.height };
    return {
      race,
      scene: { image: picture, size, layers },
      range: headOf(model.head).range ?? colorScaleOf(layers[0]?.pass.scores ?? new Float32Array()),
      scores: { batched, single },
    };
  }
}
