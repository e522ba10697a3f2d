/**
 * @file Everything that is done with images and models, in this process.
 *
 * It keeps what was used last (pixels, sessions, score maps) but depends on none of it: a request names a file and a
 * model, so that a restarted process answers it just as well.
 */
import type {
  Analysis,
  LabelledDetection,
  WindowTimings,
} from "../../src-core/contract/analysis.ts";
import type { CellScores, ModelSummary } from "../../src-core/contract/api.ts";
import type { Answers, Examined, Naming } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Size } from "../../src-core/network/convolutionalize.ts";
import { tolerance } from "../../src-core/network/tolerance.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Engine, Scores } from "../engine/engine.ts";
import { encodePng } from "../image/encode.ts";
import { Agreement, mapScore } from "./agreement.ts";
import type { Analyst, AnalysisRequest, BaselineRequest, OpenedModel, Outcome } from "./analyst.ts";
import type { BaselineOptions } from "./baseline.ts";
import { Baseline } from "./baseline.ts";
import { detect } from "./detect.ts";
import { Examiner } from "./examiner.ts";
import type { Job } from "./job.ts";
import { unattended } from "./job.ts";
import type { ModelRequest } from "./library.ts";
import { Library } from "./library.ts";
import { checkMemory, peakMemory } from "./memory.ts";
import type { TimedScores } from "./pass.ts";
import { timePass } from "./pass.ts";
import { Recent } from "./recent.ts";
import { flopsOfPass, flopsOfWindows, report } from "./report.ts";
import { emptyMap, enter, trim } from "./scores.ts";
import type { OpenSession } from "./sessions.ts";
import { Sessions } from "./sessions.ts";
import type { Subject, SubjectRequest } from "./subject.ts";
import { Images, openSubject } from "./subject.ts";
import { timed } from "./timing.ts";
import { cutWindows } from "./windows.ts";

export class Workbench implements Analyst {
  private readonly library: Library;
  private readonly sessions: Sessions;
  private readonly examiner = new Examiner();
  private readonly images = new Images();
  private readonly maps = new Recent<ScoreMap>(4);

  /** @param own folder of the user's models; none are looked for where it is left out */
  constructor(engine: Engine, modelsFolder: string, own?: string) {
    this.library = new Library(modelsFolder, own);
    this.sessions = new Sessions(engine);
  }

  async open(model: ModelRequest): Promise<OpenedModel> {
    const { card, notes } = await this.library.get(model);
    return { head: card.head, notes };
  }

  examine(path: string, answers: Answers): Promise<Examined> {
    return this.examiner.examine(path, answers);
  }

  keep(path: string, answers: Answers, naming: Naming): Promise<ModelSummary> {
    return this.library.keep(path, answers, naming);
  }

  remove(id: string): Promise<void> {
    return this.library.remove(id);
  }

  models(): Promise<ModelSummary[]> {
    return this.library.summaries();
  }

  sample(model: string): Promise<string> {
    return this.library.sample(model);
  }

  async openImage(path: string): Promise<Size> {
    const { image } = await this.images.get(path);
    return { width: image.width, height: image.height };
  }

  async picture(path: string): Promise<Uint8Array> {
    const { image } = await this.images.get(path);
    return encodePng(image);
  }

  async pass(
    request: AnalysisRequest,
    job: Job,
    onMap: (first: Outcome) => void = () => undefined,
  ): Promise<Outcome> {
    const subject = await this.subject(request, job);
    job.progress({ phase: "session", done: 0, total: 1 });
    const session = await this.openPass(subject);
    job.progress({ phase: "session", done: 1, total: 1 });
    const outcome = async ({ scores, runs, run }: TimedScores): Promise<Outcome> => {
      const [{ map, common }, collect] = await timed(() => {
        const trimmed = trim(scores, subject.grid);
        return { map: trimmed, common: report(subject, trimmed, request) };
      });
      this.maps.set(subject.key, map);
      const { decodeTime: decode, prepareTime: prepare } = subject;
      const total = decode + prepare + run.median + collect;
      const fcn = { runs, decode, prepare, session: session.time, run, collect, total };
      return { map, result: { ...common, timings: { fcn }, flops: { fcn: flopsOfPass(subject) } } };
    };
    const measured = await timePass(session, subject.pixels, request.runs, job, async (first) => {
      onMap(await outcome(first));
    });
    return outcome(measured);
  }

  async baseline(request: BaselineRequest, pass: Analysis, job: Job): Promise<Analysis> {
    const subject = await this.subject(request, job);
    const agreement = new Agreement(await this.mapOf(subject));
    const window = await this.measureWindows(subject, request, job, (cells, scores) => {
      agreement.add(cells, scores);
    });
    const { expected, surgery } = subject.model;
    const run = pass.timings.fcn?.run.median ?? NaN;
    return {
      ...pass,
      equality: agreement.result(expected, tolerance(surgery.classifier.model)),
      timings: { ...pass.timings, window },
      speedup: { batched: window.batched.median / run, single: window.single.median / run },
      flops: { ...pass.flops, window: flopsOfWindows(subject) },
      peakMemory: peakMemory(),
    };
  }

  async windows(request: BaselineRequest, job: Job): Promise<Outcome> {
    const subject = await this.subject(request, job);
    const map = emptyMap(subject.model.surgery.classes, subject.grid);
    const visit = (cells: readonly number[], scores: Scores): void => {
      enter(map, cells, scores);
    };
    const window = await this.measureWindows(subject, request, job, visit, { complete: true });
    const common = report(subject, map, request);
    return {
      map,
      result: { ...common, timings: { window }, flops: { window: flopsOfWindows(subject) } },
    };
  }

  async map(request: SubjectRequest): Promise<ScoreMap> {
    return this.mapOf(await this.subject(request));
  }

  async detections(request: SubjectRequest, threshold: number): Promise<LabelledDetection[]> {
    const subject = await this.subject(request);
    return detect(await this.mapOf(subject), subject.grid, subject.model.card.head, threshold);
  }

  async cell(request: SubjectRequest, row: number, column: number): Promise<CellScores> {
    const subject = await this.subject(request);
    const { model, grid, pixels } = subject;
    const { rows, columns } = grid;
    if (row >= rows || column >= columns)
      throw new UserError(
        "not-found",
        `cell (${row}, ${column}) lies outside the map of ${rows} rows × ${columns} columns`,
      );
    const map = await this.mapOf(subject);
    const index = row * columns + column;
    const pass = Array.from({ length: map.classes }, (_, kind) => mapScore(map, index, kind));
    if (row >= grid.visited.rows || column >= grid.visited.columns)
      return { row, column, pass, window: null, maxAbsDiff: null };
    const { session } = await this.sessions.dense(model, pixels.channels);
    const window = [...(await session.run(cutWindows(pixels, grid, [index]))).data];
    const differences = window.map((score, kind) => Math.abs(score - (pass[kind] ?? NaN)));
    return { row, column, pass, window, maxAbsDiff: Math.max(...differences) };
  }

  private async subject(request: SubjectRequest, job: Job = unattended): Promise<Subject> {
    job.signal.throwIfAborted();
    job.progress({ phase: "decode", done: 0, total: 1 });
    const subject = await openSubject(this.images, this.library, request);
    job.progress({ phase: "decode", done: 1, total: 1 });
    return subject;
  }

  /** @throws UserError where the image does not fit in memory in one piece; windows alone always do */
  private openPass({ model, pixels }: Subject): Promise<OpenSession> {
    checkMemory(model, pixels);
    return this.sessions.pass(model, pixels.channels);
  }

  /** The pass's map, made again where it is no longer kept. */
  private async mapOf(subject: Subject): Promise<ScoreMap> {
    return this.maps.get(subject.key, async () => {
      const { session } = await this.openPass(subject);
      return trim(await session.run(subject.pixels), subject.grid);
    });
  }

  private async measureWindows(
    { model, pixels, grid }: Subject,
    { runs, budget }: BaselineRequest,
    job: Job,
    onScores: BaselineOptions["onScores"],
    { complete } = { complete: false },
  ): Promise<WindowTimings> {
    const dense = await this.sessions.dense(model, pixels.channels);
    const baseline = new Baseline(dense, pixels, grid, job);
    return baseline.measure({ runs, budget, complete, onScores });
  }
}
