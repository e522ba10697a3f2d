/** @file Passes that were stopped: what of them is there, to go on with. */
import type { TilePlan } from "../../../src-core/tiling/plan.ts";
import type { Job } from "../jobs/job.ts";
import { RecentlyUsed } from "../jobs/recently-used.ts";
import type { Subject, Subjects } from "../subject/subject.ts";
import type { MapSink } from "./maps.ts";
import { openSink } from "./maps.ts";

/** A pass over one scale that has begun. */
export interface BegunPass {
  readonly sink: MapSink;
  /** Milliseconds of the network so far, and the cells that it computed in them. */
  readonly spent: { time: number; cells: number };
}

interface Unfinished {
  /** As it was: with another one, which less free memory would give, nothing that is there would fit. */
  readonly plan: TilePlan;
  /** Null where the map lies on the disk, and is opened again. */
  readonly held: MapSink | null;
  readonly spent: BegunPass["spent"];
}

/** All scales of one image. */
export class UnfinishedPass {
  private readonly scales = new Map<string, Unfinished>();

  /** The same in the tiles in which it was begun. */
  planned([first, ...others]: Subjects): Subjects {
    const on = (subject: Subject): Subject => {
      const { plan = subject.plan } = this.scales.get(subject.key) ?? {};
      return { ...subject, plan };
    };
    return [on(first), ...others.map(on)];
  }

  /** Goes on with a scale, or begins with it. @throws UserError where there is no room on the disk */
  async begin(subject: Subject, job: Job): Promise<BegunPass> {
    const known = this.scales.get(subject.key);
    const sink = known?.held ?? (await openSink(subject, job));
    const spent = known?.spent ?? { time: 0, cells: 0 };
    const held = sink.layer ? null : sink;
    this.scales.set(subject.key, { plan: subject.plan, held, spent });
    return { sink, spent };
  }
}

export class UnfinishedPasses {
  /** The maps that are held may be 32 MB each. */
  private readonly kept = new RecentlyUsed<UnfinishedPass>(2);

  /**
   * A pass that goes on where the same one was stopped; what it has is kept again where it is stopped, too.
   * @param memory that one tile may need: another one makes other tiles
   */
  async over<T>(
    [{ family }]: Subjects,
    memory: number | undefined,
    { signal }: Job,
    work: (begun: UnfinishedPass) => Promise<T>,
  ): Promise<T> {
    const key = JSON.stringify([family, memory]);
    const begun = this.kept.peek(key) ?? new UnfinishedPass();
    this.kept.delete(key);
    try {
      return await work(begun);
    } catch (cause) {
      if (signal.aborted) this.kept.set(key, begun);
      throw cause;
    }
  }
}
