/** @file Passes, and what is kept of them: their sessions as long as they are worth it, maps, detections. */
import type { Analysis, LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Session } from "../engine/engine.ts";
import type { ScoreSource } from "../output/score-source.ts";
import type { AnalysisRequest, Outcome } from "./analyst.ts";
import type { Found } from "./found-objects.ts";
import { FoundObjects } from "./found-objects.ts";
import type { Job } from "./job.ts";
import { unattended } from "./job.ts";
import type { KeptMap } from "./kept-maps.ts";
import { Maps } from "./kept-maps.ts";
import { isHeavy } from "./memory.ts";
import type { PassOutcome, PassWishes } from "./pass.ts";
import { timePass } from "./pass.ts";
import { flopsOfPass, report } from "./report.ts";
import type { Rig } from "./rigs.ts";
import type { OpenSession, Sessions } from "./sessions.ts";
import type { Subject } from "./subject.ts";

export class Passes {
  /** Makes maps again that are no longer kept. */
  private readonly sessions: Sessions;
  private readonly maps = new Maps();
  private readonly found = new FoundObjects();
  /** Sessions that have run before: another run is as fast as any. */
  private readonly warm = new WeakSet<Session>();
  /** Passes that are using a session. */
  private readonly running = new Map<Sessions, number>();

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  async isWarm({ model, facts }: Subject, { sessions }: Rig): Promise<boolean> {
    const { session } = await sessions.pass(model, facts.channels);
    return this.warm.has(session);
  }

  /** The pass over an image, its map and what was found. */
  async over(
    subject: Subject,
    rig: Rig,
    threshold: AnalysisRequest["threshold"],
    wishes: PassWishes,
    job: Job,
    onMap: (first: Outcome) => void,
  ): Promise<Outcome> {
    job.progress({ phase: "session", done: 0, total: 1 });
    return this.withSession(rig.sessions, subject, async ({ session, time }) => {
      job.progress({ phase: "session", done: 1, total: 1 });
      const outcome = async ({ sink, runs, run, tiles, waited }: PassOutcome): Promise<Outcome> => {
        const { source, held: map, layer } = sink;
        this.maps.keep(subject, sink, run !== null);
        const told = (detections: readonly LabelledDetection[]): Analysis =>
          report(subject, { tiles, detections }, rig.device);
        if (!run) return { map, layer, result: told([]) };
        const { list, time: collect } = await this.found.get(subject, source, threshold, job);
        const { timings, ...common } = told(list);
        const { prepareTime: prepare } = subject;
        const decode = subject.decodeTime + waited;
        const total = decode + prepare + run.median + collect;
        const fcn = { runs, decode, prepare, session: time, run, collect, total };
        const flops = { fcn: flopsOfPass(subject) };
        return { map, layer, result: { ...common, timings: { ...timings, fcn }, flops } };
      };
      this.found.forget(subject);
      const device = (): string => {
        const { provider, name } = rig.device;
        return provider === "cpu" ? provider : `${provider} ${name}`;
      };
      const measured = await timePass(
        session,
        subject,
        { ...wishes, device },
        job,
        async (first) => {
          onMap(await outcome(first));
        },
      );
      this.warm.add(session);
      return outcome(measured);
    });
  }

  /** The pass's session while it is needed: an engine that ran large tiles would keep their memory for as long as it lives. */
  private async withSession<T>(
    sessions: Sessions,
    subject: Subject,
    work: (open: OpenSession) => Promise<T>,
  ): Promise<T> {
    const { model, facts } = subject;
    const running = (): number => this.running.get(sessions) ?? 0;
    this.running.set(sessions, running() + 1);
    try {
      return await work(await sessions.pass(model, facts.channels));
    } finally {
      this.running.set(sessions, running() - 1);
      if (running() === 0 && isHeavy(subject)) await sessions.releasePass(model, facts.channels);
    }
  }

  /** The pass's map, made again where it is no longer kept. */
  map(subject: Subject, job: Job = unattended): Promise<ScoreSource> {
    const make = ({ session }: OpenSession): Promise<PassOutcome> =>
      timePass(session, subject, { runs: 1, warmUp: false }, job, () => Promise.resolve());
    return this.maps.get(
      subject,
      async () => (await this.withSession(this.sessions, subject, make)).sink,
    );
  }

  /** Null where the map lies on the disk. */
  async heldMap(subject: Subject): Promise<ScoreMap | null> {
    await this.map(subject);
    return this.maps.held(subject);
  }

  async objects(subject: Subject, threshold: number, job: Job = unattended): Promise<Found> {
    return this.found.get(subject, await this.map(subject, job), threshold, job);
  }

  keep(subject: Subject, map: KeptMap): void {
    this.maps.keep(subject, map);
  }

  /** Nobody will ask for this map again. */
  forget(subject: Subject): Promise<void> {
    return this.maps.forget(subject);
  }
}
