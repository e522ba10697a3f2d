/**
 * @file Everything that is done with images and models, in this process.
 *
 * It keeps what was used last (pixels, sessions, score maps) but depends on none of it: a request names a file and a
 * model, so that a restarted process answers it just as well.
 */
import type {
  Analysis,
  Device,
  LabelledDetection,
  WindowTimings,
} from "../../src-core/contract/analysis.ts";
import type { CellScores, ModelSummary } from "../../src-core/contract/api.ts";
import type { DeviceReport } from "../../src-core/contract/devices.ts";
import type { Answers, Examined, Naming } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { halfPrecision, tolerance } from "../../src-core/network/tolerance.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { Devices } from "../engine/devices.ts";
import type { Engine } from "../engine/engine.ts";
import { RememberedTrials } from "../engine/remembered-trials.ts";
import { encodePng } from "../image/encode.ts";
import type { ImageFacts } from "../image/raster.ts";
import { thumbnail } from "../image/region.ts";
import { writeExports } from "../output/exports.ts";
import { heldScores } from "../output/held-scores.ts";
import { Agreement } from "./agreement.ts";
import type {
  Analyst,
  AnalysisRequest,
  BaselineRequest,
  ExportRequest,
  Item,
  ItemRequest,
  OpenedModel,
  Outcome,
} from "./analyst.ts";
import type { BaselineOptions } from "./baseline.ts";
import { Baseline } from "./baseline.ts";
import { Examiner } from "./examiner.ts";
import type { Prepare } from "./images.ts";
import { forgetTiled, Images } from "./images.ts";
import type { Job } from "./job.ts";
import { unattended } from "./job.ts";
import type { ModelRequest } from "./library.ts";
import { Library } from "./library.ts";
import { checkHoldable, emptyMap } from "./maps.ts";
import { peakMemory } from "./memory.ts";
import { Passes } from "./passes.ts";
import { flopsOfWindows, onePiece, report } from "./report.ts";
import { enter, scoresAt } from "./scores.ts";
import type { Rig } from "./rigs.ts";
import { Rigs } from "./rigs.ts";
import type { Subject, SubjectRequest } from "./subject.ts";
import { openSubject } from "./subject.ts";
import { Turn } from "./turn.ts";
import type { WindowsRequest } from "./window-accuracy.ts";
import { bestClasses } from "./window-accuracy.ts";
import { windowAt } from "./windows.ts";

export class Workbench implements Analyst {
  private readonly library: Library;
  private readonly rigs: Rigs;
  private readonly passes: Passes;
  private readonly examiner = new Examiner();
  private readonly images: Images;
  private readonly turn = new Turn();

  /**
   * @param own folder of the user's models; none are looked for where it is left out
   * @param prepare who makes the tiled files of large images
   * @param devices what there is besides the engine, which is the CPU
   */
  constructor(
    engine: Engine,
    modelsFolder: string,
    own?: string,
    prepare?: Prepare,
    devices = new Devices(null, new RememberedTrials(null, ""), engine),
  ) {
    this.images = new Images(prepare);
    this.library = new Library(modelsFolder, own);
    this.rigs = new Rigs(devices, this.library);
    this.passes = new Passes(this.rigs.cpu);
  }

  devices({ again }: { again: boolean }, job: Job): Promise<DeviceReport[]> {
    return this.turn.take(job.signal, () => {
      if (again) this.rigs.forget();
      return this.rigs.reports(job);
    });
  }

  checkDevice(requested: string): Promise<void> {
    return this.rigs.check(requested);
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

  openImage(path: string): Promise<ImageFacts> {
    return this.images.facts(path);
  }

  async picture(path: string): Promise<Uint8Array> {
    const { raster } = await this.images.get(path);
    const { width, height, channels } = raster;
    const data = await raster.read({ x: 0, y: 0, width, height });
    return encodePng({ data, width, height, channels });
  }

  pass(
    request: AnalysisRequest,
    job: Job,
    onMap: (first: Outcome) => void = () => undefined,
  ): Promise<Outcome> {
    return this.turn.take(job.signal, async () => {
      const subject = await this.subject(request, job);
      const rig = await this.rigs.choose(request.device, subject, job);
      const wishes = { runs: request.runs, warmUp: true };
      return this.passes.over(subject, rig, request.threshold, wishes, job, onMap);
    });
  }

  async item(request: ItemRequest, job: Job): Promise<Item> {
    const { path } = request;
    const image = this.images.once(path, job);
    image.catch(() => undefined); // it is awaited when its turn comes
    const { subject, outcome } = await this.turn.take(job.signal, async () => {
      const opened = await openSubject(() => image, this.library, request);
      const rig = await this.rigs.choose(request.device, opened, job);
      const warmUp = request.runs > 1 || !(await this.passes.isWarm(opened, rig));
      const wishes = { runs: request.runs, warmUp };
      const { threshold } = request;
      return {
        subject: opened,
        outcome: await this.passes.over(opened, rig, threshold, wishes, job, () => undefined),
      };
    });
    // The next image has its turn while this one is written.
    const files = await this.write(subject, { ...request, result: outcome.result }, job);
    const small = request.thumbnail > 0 ? await thumbnail(subject.raster, request.thumbnail) : null;
    // A folder of large images would fill the disk.
    if (subject.facts.large) await Promise.all([this.passes.forget(subject), forgetTiled(path)]);
    return { result: { ...outcome.result, files }, thumbnail: small };
  }

  async export(request: ExportRequest, job: Job): Promise<Analysis["files"]> {
    return this.write(await this.subject(request, job), request, job);
  }

  baseline(request: BaselineRequest, pass: Analysis, job: Job): Promise<Analysis> {
    return this.turn.take(job.signal, () => this.compare(request, pass, job));
  }

  /** Both on the same device: where one of them has failed there, both are done on the CPU. */
  private async compare(request: BaselineRequest, pass: Analysis, job: Job): Promise<Analysis> {
    const subject = await this.subject(request, job);
    const rig = await this.rigs.choose(request.device, subject, job);
    if (!isSame(rig.device, pass.device)) {
      const wishes = { runs: request.runs, warmUp: true };
      const done = this.passes.over(subject, rig, request.threshold, wishes, job, () => undefined);
      return this.compare(request, (await done).result, job);
    }
    const agreement = new Agreement(await this.passes.map(subject, job));
    const window = await this.measureWindows(subject, rig, request, job, (cells, scores) =>
      agreement.add(cells, scores),
    );
    if (!isSame(rig.device, pass.device)) {
      job.tell?.({ type: "device-failed", reason: rig.device.reason });
      return this.compare(request, pass, job);
    }
    const { expected, surgery } = subject.model;
    const run = pass.timings.fcn?.run.median ?? NaN;
    return {
      ...pass,
      equality: agreement.result(
        expected,
        subject.isHalf ? halfPrecision : tolerance(surgery.classifier.model),
      ),
      timings: { ...pass.timings, window },
      speedup: { batched: window.batched.median / run, single: window.single.median / run },
      flops: { ...pass.flops, window: flopsOfWindows(subject) },
      peakMemory: peakMemory(),
    };
  }

  windows(request: BaselineRequest, job: Job): Promise<Outcome> {
    return this.turn.take(job.signal, async () => {
      const subject = await this.subject(request, job);
      const rig = await this.rigs.choose(request.device, subject, job);
      const map = emptyMap(checkHoldable(subject));
      const window = await this.measureWindows(
        subject,
        rig,
        request,
        job,
        (cells, scores) => {
          enter(map, cells, scores);
        },
        { complete: true },
      );
      const source = heldScores(map);
      this.passes.keep(subject, { source, held: map, layer: null });
      const { list } = await this.passes.objects(subject, request.threshold, job);
      const found = { tiles: onePiece(subject), detections: list };
      const { timings, ...common } = report(subject, found, rig.device);
      const flops = { window: flopsOfWindows(subject) };
      return { map, layer: null, result: { ...common, timings: { ...timings, window }, flops } };
    });
  }

  async map(request: SubjectRequest): Promise<ScoreMap> {
    const subject = await this.subject(request);
    const held = await this.passes.heldMap(subject);
    if (!held)
      throw new UserError(
        "image-too-large",
        `${subject.path}: its score map is too large to be held: read it in parts`,
      );
    return held;
  }

  async detections(request: SubjectRequest, threshold: number): Promise<LabelledDetection[]> {
    const subject = await this.subject(request);
    return (await this.passes.objects(subject, threshold)).list;
  }

  async cell(request: SubjectRequest, row: number, column: number): Promise<CellScores> {
    const subject = await this.subject(request);
    const { model, grid, raster } = subject;
    const { rows, columns } = grid;
    if (row >= rows || column >= columns)
      throw new UserError(
        "not-found",
        `cell (${row}, ${column}) lies outside the map of ${rows} rows × ${columns} columns`,
      );
    const pass = [...(await scoresAt(await this.passes.map(subject), [{ row, column }]))];
    if (row >= grid.visited.rows || column >= grid.visited.columns)
      return { row, column, pass, window: null, maxAbsDiff: null };
    const { session } = await this.rigs.cpu.dense(model, raster.channels);
    const pixels = await windowAt(raster, grid, { row, column });
    const window = [...(await session.run(pixels)).data];
    const differences = window.map((score, kind) => Math.abs(score - (pass[kind] ?? NaN)));
    return { row, column, pass, window, maxAbsDiff: Math.max(...differences) };
  }

  /** Index of the best class of each window, as the untouched classifier has it. */
  bestClasses(request: WindowsRequest, job: Job): Promise<number[]> {
    return this.turn.take(job.signal, async () => {
      const subject = await this.subject(request, job);
      const { model, raster, grid } = subject;
      const { sessions } = await this.rigs.choose(request.device, subject, job);
      const dense = await sessions.dense(model, raster.channels);
      return bestClasses(dense, raster, grid, request.places, job);
    });
  }

  private async subject(request: SubjectRequest, job: Job = unattended): Promise<Subject> {
    job.signal.throwIfAborted();
    return openSubject(() => this.images.get(request.path, job), this.library, request);
  }

  private async write(
    subject: Subject,
    request: Omit<ExportRequest, "path">,
    job: Job,
  ): Promise<Analysis["files"]> {
    const { exports, target, overwrite, result } = request;
    if (exports.length === 0) return {};
    const { raster, model } = subject;
    const scores = await this.passes.map(subject, job);
    const onProgress = (done: number, total: number): void => {
      job.progress({ phase: "export", done, total });
    };
    const { head } = model.card;
    const options = { overwrite, signal: job.signal, onProgress };
    return writeExports(target, exports, { result, head, raster, scores }, options);
  }

  private async measureWindows(
    { model, raster, grid }: Subject,
    { sessions }: Rig,
    { runs, budget }: BaselineRequest,
    job: Job,
    onScores: BaselineOptions["onScores"],
    { complete } = { complete: false },
  ): Promise<WindowTimings> {
    const dense = await sessions.dense(model, raster.channels);
    const baseline = new Baseline(dense, raster, grid, job);
    return baseline.measure({ runs, budget, complete, onScores });
  }
}

const isSame = (one: Device, other: Device): boolean =>
  one.provider === other.provider && one.name === other.name;
