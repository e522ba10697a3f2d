/** @file Passes, and what is kept of them: their sessions as long as they are worth it, maps, detections. */
import { withoutDuplicates } from "../../../src-core/contract/notices.ts";
import { notKept } from "../../../src-core/detection/dropped-boxes.ts";
import { notProbabilities } from "../../../src-core/detection/faulty-boxes.ts";
import type { Candidate, LimitsRequest } from "../../../src-core/detection/candidate.ts";
import { lowestScore } from "../../../src-core/detection/candidate.ts";
import { limitsOf } from "../../../src-core/detection/select.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { Session } from "../../engine/engine.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import type { AnalysisOutcome } from "./outcome.ts";
import type { MapWithBoxes } from "../pass/map-cache.ts";
import type { FoundDetections, MapsOnDevice } from "../objects/detection-cache.ts";
import { isLocal, tellingTiles } from "../objects/tile-candidates.ts";
import { DetectionCache } from "../objects/detection-cache.ts";
import type { Job } from "../jobs/job.ts";
import { unattended } from "../jobs/job.ts";
import type { UnfinishedPass } from "../pass/unfinished-passes.ts";
import { UnfinishedPasses } from "../pass/unfinished-passes.ts";
import { MapCache, refuseLarge } from "../pass/map-cache.ts";
import type { OpenSession } from "../sessions/leases.ts";
import { withLease } from "../sessions/leases.ts";
import { isHeavy, layersOf } from "../subject/memory.ts";
import { comesNear } from "../models/network-notices.ts";
import { scoresNotFinite } from "./not-finite.ts";
import { passOfScale } from "../pass/pass-progress.ts";
import type { PassOutcome, PassOptions } from "../pass/pass.ts";
import { timePass } from "../pass/pass.ts";
import type { RoundBudget, PassRounds } from "../pass/pass-rounds.ts";
import { passRounds } from "../pass/pass-rounds.ts";
import type { Subject, Subjects } from "../subject/subject.ts";
import { tilesOfScales, flopsOfPass, report } from "./report.ts";
import type { ChosenDevice } from "../sessions/chosen-device.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { keptWindows, scoresOfWindows } from "../pass/map-of-windows.ts";

export class Passes {
  /** Makes maps again that are no longer kept. */
  private readonly sessions: Sessions;
  private readonly maps = new MapCache();
  private readonly found = new DetectionCache();
  private readonly unfinished = new UnfinishedPasses();
  /** Sessions that have run before: another run is as fast as any. */
  private readonly warm = new WeakSet<Session>();

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  isWarm({ model, facts }: Subject, { sessions }: ChosenDevice): Promise<boolean> {
    return withLease(sessions.pass(model, facts.channels), ({ session }) =>
      Promise.resolve(this.warm.has(session)),
    );
  }

  /** The pass over an image on all its scales, one after the other: the maps, and what was found. It goes on where it was stopped. */
  over(
    subjects: Subjects,
    chosen: ChosenDevice,
    requested: PassLimits,
    options: FollowedOptions,
    job: Job,
    onMap: (first: AnalysisOutcome) => void,
  ): Promise<AnalysisOutcome> {
    return this.unfinished.over(subjects, requested.memory, job, (begun) =>
      this.goOn(begun.planned(subjects), begun, chosen, requested, options, job, onMap),
    );
  }

  private async goOn(
    subjects: Subjects,
    unfinished: UnfinishedPass,
    chosen: ChosenDevice,
    requested: LimitsRequest,
    options: FollowedOptions,
    job: Job,
    onMap: (first: AnalysisOutcome) => void,
  ): Promise<AnalysisOutcome> {
    job.progress({ phase: "session", done: 0, total: 1 });
    this.found.forget(subjects);
    const device = (): string => {
      const { provider, name } = chosen.device;
      return provider === "cpu" ? provider : `${provider} ${name}`;
    };
    const done: ScaleOutcome[] = [];
    const told =
      options.isFollowed && isLocal(subjects)
        ? tellingTiles(subjects[0], requested, job)
        : undefined;
    const cells = subjects.map(({ plan: { map } }) => map.rows * map.columns);
    const all = cells.reduce((sum, own) => sum + own, 0);
    let before = 0;
    for (const [index, subject] of subjects.entries()) {
      const own = cells[index] ?? 0;
      const part = passOfScale(job, before, own, all);
      before += own;
      const ended = await this.withSession(chosen.sessions, subject, async ({ session, time }) => {
        // A large image warms up on a tile in any case.
        const first = !options.warmUp && !subject.facts.large && !this.warm.has(session);
        job.progress({ phase: "session", done: 1, total: 1 });
        const begun = await unfinished.begin(subject, part);
        const measured = await timePass(
          session,
          subject,
          { ...options, device, begun, onTile: told },
          part,
          async (made) => {
            this.maps.keep(subject, made.sink, made.run !== null);
            // The largest scale is shown as soon as it is there, the others with all that was found.
            if (index === 0)
              onMap(
                await this.outcome(
                  subjects,
                  [{ ...made, first, session: time }],
                  chosen,
                  requested,
                  job,
                ),
              );
          },
        );
        this.warm.add(session);
        this.maps.keep(subject, measured.sink);
        return { ...measured, first, session: index === 0 ? time : 0 };
      });
      done.push(ended);
    }
    return this.outcome(subjects, done, chosen, requested, job);
  }

  /** @param done the outcomes of the scales so far */
  private async outcome(
    subjects: Subjects,
    done: readonly ScaleOutcome[],
    chosen: ChosenDevice,
    requested: LimitsRequest,
    job: Job,
  ): Promise<AnalysisOutcome> {
    const [first] = done;
    const { held: map = null, layer = null } = first?.sink ?? {};
    const tiles = tilesOfScales(done.map((one) => one.tiles));
    const isTimed = done.length === subjects.length && done.every(({ run }) => run !== null);
    const { mark } = subjects[0];
    if (!isTimed)
      return { map, layer, mark, result: report(subjects, { tiles, detections: [] }, chosen) };
    const scored = done.map(({ sink }) => ({ source: sink.source, boxes: sink.boxes.bind(sink) }));
    const on = { scored, sessions: chosen.sessions };
    const found = await this.found.get(subjects, on, requested, job);
    const { list, limits, stages, notices: ofBoxes, time } = found;
    const odd = done.map(({ sink }) => sink.notFinite);
    const { expected, card } = subjects[0].model;
    const unlikely = done.flatMap(({ sink }) => notProbabilities(card.head, sink.range));
    const ofPass = comesNear(expected, card.head);
    const notices = [...ofBoxes, ...unlikely, ...scoresNotFinite(subjects, odd), ...ofPass];
    const findings = { tiles, detections: list, limits, stages, notices };
    const { timings, ...common } = report(subjects, findings, chosen);
    const sum = (of: (one: ScaleOutcome) => number): number =>
      done.reduce((total, one) => total + of(one), 0);
    const run = {
      median: sum((one) => one.run?.median ?? NaN),
      min: sum((one) => one.run?.min ?? NaN),
      max: sum((one) => one.run?.max ?? NaN),
    };
    const prepare = subjects.reduce((total, { prepareTime }) => total + prepareTime, 0);
    const decode = subjects[0].decodeTime + sum(({ waited }) => waited);
    const collect = time + sum(({ decoded, placed }) => decoded + placed);
    const total = decode + prepare + run.median + collect;
    const runs = Math.min(...done.map((one) => one.runs));
    const session = sum((one) => one.session);
    const isFirst = runs === 1 && done.some((one) => one.first);
    const phases = { decode, prepare, session, run, collect, total };
    const fcn = { runs, ...(isFirst ? { first: true as const } : {}), ...phases };
    const passed = flopsOfPass(subjects);
    const flops = passed === undefined ? {} : { fcn: passed };
    return { map, layer, mark, result: { ...common, timings: { ...timings, fcn }, flops } };
  }

  /** The pass's session while it is needed: an engine that ran large tiles would keep their memory for as long as it lives. */
  private async withSession<T>(
    sessions: Sessions,
    subject: Subject,
    work: (open: OpenSession) => Promise<T>,
  ): Promise<T> {
    const { model, facts } = subject;
    const lease = await sessions.pass(model, facts.channels);
    try {
      return await work(lease);
    } finally {
      await lease.end({ bytes: layersOf(subject), giveBack: isHeavy(subject) });
    }
  }

  /** The pass of one scale as a side of a comparison, for as long as `work` takes. */
  inTurns<T>(
    subject: Subject,
    chosen: ChosenDevice,
    job: Job,
    pace: RoundBudget,
    work: (turn: PassRounds) => Promise<T>,
  ): Promise<T> {
    return this.withSession(chosen.sessions, subject, ({ session }) =>
      work(passRounds(session, subject, job, pace)),
    );
  }

  /** The map of one scale, made again where it is no longer kept. */
  async map(subject: Subject, job: Job = unattended): Promise<ScoreSource> {
    return (await this.scored(subject, job)).source;
  }

  /** Null where the map lies on the disk. */
  async mapIfHeld(subject: Subject): Promise<ScoreMap | null> {
    await this.map(subject);
    return this.maps.held(subject);
  }

  /** @throws UserError where the map lies on the disk */
  async heldMap(subject: Subject): Promise<ScoreMap> {
    return (await this.mapIfHeld(subject)) ?? refuseLarge(subject);
  }

  async objects(
    subjects: Subjects,
    requested: LimitsRequest,
    job: Job = unattended,
  ): Promise<FoundDetections> {
    return this.found.get(subjects, await this.allScored(subjects, job), requested, job);
  }

  /** Chosen as the window does, which has no boxes below the lowest score. */
  async objectsInWindow(
    subjects: Subjects,
    requested: LimitsRequest,
    job: Job,
  ): Promise<FoundDetections> {
    const { head } = subjects[0].model.card;
    const { threshold } = requested;
    const least = threshold === undefined ? undefined : Math.max(threshold, lowestScore);
    const found = await this.objects(subjects, { ...requested, threshold: least }, job);
    const notices = withoutDuplicates([...found.notices, ...notKept(head, requested)]);
    return { ...found, limits: limitsOf(head, requested), notices };
  }

  async candidates(
    subjects: Subjects,
    floor: number,
    job: Job = unattended,
  ): Promise<readonly Candidate[]> {
    return this.found.candidates(subjects, await this.allScored(subjects, job), floor, job);
  }

  /** Scores of the windows, scale by scale; what was found in others is forgotten. */
  keepWindows(subjects: Subjects, maps: readonly ScoreMap[]): void {
    this.found.forget(subjects);
    for (const [index, subject] of subjects.entries()) {
      const map = maps[index];
      if (map) this.maps.keep(subject, keptWindows(map));
    }
  }

  /** Nobody will ask for these maps again. */
  async forget(subjects: Subjects): Promise<void> {
    for (const subject of subjects) await this.maps.forget(subject);
  }

  private async allScored(subjects: Subjects, job: Job): Promise<MapsOnDevice> {
    const scored: MapWithBoxes[] = [];
    for (const subject of subjects) scored.push(await this.scored(subject, job));
    return { scored, sessions: this.sessions };
  }

  private scored(subject: Subject, job: Job): Promise<MapWithBoxes> {
    if (subject.scoresOf === "windows")
      return this.maps.get(subject, () => scoresOfWindows(subject, this.sessions, job));
    const make = ({ session }: OpenSession): Promise<PassOutcome> =>
      timePass(session, subject, { runs: 1, warmUp: false }, job, () => Promise.resolve());
    return this.maps.get(
      subject,
      async () => (await this.withSession(this.sessions, subject, make)).sink,
    );
  }
}

interface PassLimits extends LimitsRequest {
  /** Bytes that one tile may need, where that was asked for. */
  readonly memory?: number | undefined;
}

interface FollowedOptions extends PassOptions {
  /** Whether somebody looks on: boxes are told tile by tile then, where one tile can say what it has. */
  readonly isFollowed?: boolean;
}

interface ScaleOutcome extends PassOutcome {
  /** Milliseconds that opening the session took. */
  readonly session: number;
  /** Whether its first run was the session's, and counted. */
  readonly first: boolean;
}
