/**
 * @file Everything that is done with images and models, in this process.
 *
 * It keeps what was used last (pixels, sessions, score maps) but depends on none of it: a request names a file and a
 * model, so that a restarted process answers it just as well.
 */
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { CellScores, DamagedModel, ModelSummary } from "../../src-core/contract/api.ts";
import type { DeviceReport } from "../../src-core/contract/devices.ts";
import type { Naming } from "../../src-core/contract/examined.ts";
import type { CardChange } from "../../src-core/contract/model-changes.ts";
import type { Candidate } from "../../src-core/detection/candidate.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { Devices } from "../engine/devices/devices.ts";
import type { Engine } from "../engine/engine.ts";
import { RememberedTrials } from "../engine/remembered-trials.ts";
import { encodePng } from "../image/encode.ts";
import type { ImageFacts } from "../image/raster.ts";
import { thumbnail } from "../image/region.ts";
import type { Analyst, OpenedModel } from "./analyst.ts";
import type {
  AnalysisRequest,
  BaselineRunRequest,
  ExportRequest,
  ItemRequest,
} from "./subject/requests.ts";
import type { ItemOutcome, AnalysisOutcome } from "./results/outcome.ts";
import { Examiner } from "./models/examiner.ts";
import type { Prepare } from "./subject/image-cache.ts";
import { forgetVersion, ImageCache } from "./subject/image-cache.ts";
import type { Job } from "./jobs/job.ts";
import { unattended } from "./jobs/job.ts";
import { tellingStandstill } from "./jobs/standstill.ts";
import { withLease } from "./sessions/leases.ts";
import type { ModelRequest } from "./models/library.ts";
import { Library } from "./models/library.ts";
import { describeLayers } from "./models/layers.ts";
import { Passes } from "./results/passes.ts";
import type { Subject, SubjectRequest, Subjects } from "./subject/subject.ts";
import { scaleAt } from "./subject/subject.ts";
import { withDetections } from "./results/report.ts";
import { DeviceSessions } from "./sessions/device-sessions.ts";
import type { ScaleOptions } from "./subject/scales.ts";
import { checkScales } from "./subject/scales.ts";
import { openSubjects } from "./subject/open-subjects.ts";
import { Mutex } from "./jobs/mutex.ts";
import type { WindowsRequest } from "./evaluation/window-accuracy.ts";
import { bestClasses } from "./evaluation/window-accuracy.ts";
import type { Workplace } from "./baseline/compare-on-device.ts";
import { compareOnDevice } from "./baseline/compare-on-device.ts";
import { cellDifferences } from "./baseline/cell-differences.ts";
import { compareCell } from "./baseline/compare-cell.ts";
import { runEveryWindow } from "./baseline/every-window.ts";
import { repeatPass } from "./baseline/repeat-pass.ts";
import { scoresOf, writeResults } from "./results/write-results.ts";

export class Workbench implements Analyst {
  private readonly library: Library;
  private readonly deviceSessions: DeviceSessions;
  private readonly passes: Passes;
  private readonly examiner: Examiner;
  private readonly images: ImageCache;
  private readonly mutex = new Mutex();

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
    this.images = new ImageCache(prepare);
    this.library = new Library(modelsFolder, own);
    this.examiner = new Examiner(this.library);
    this.deviceSessions = new DeviceSessions(devices, this.library);
    this.passes = new Passes(this.deviceSessions.cpu);
  }

  devices({ again }: { again: boolean }, job: Job): Promise<DeviceReport[]> {
    return this.inTurn(job, async () => {
      if (again) await this.deviceSessions.forget();
      return this.deviceSessions.reports(job);
    });
  }

  checkDevice(requested: string): Promise<void> {
    return this.deviceSessions.check(requested);
  }

  async open({ scales, objects, ...wanted }: ModelRequest & ScaleOptions): Promise<OpenedModel> {
    const model = await this.library.get(wanted);
    checkScales(model, { scales, objects });
    const { card, identity, notes, notices } = model;
    return { head: card.head, sha256: card.sha256, identity, notes, notices };
  }

  readonly examine: Analyst["examine"] = (...args) => this.examiner.examine(...args);

  readonly keep: Analyst["keep"] = (...args) => this.library.keep(...args);

  async remove(id: string): Promise<void> {
    for (const content of await this.library.remove(id)) await this.deviceSessions.release(content);
  }

  async changeModel(id: string, change: CardChange): Promise<ModelSummary> {
    const [changed, known] = await this.library.change(id, change);
    for (const content of known) await this.deviceSessions.release(content);
    return changed;
  }

  copyModel(id: string, naming: Naming): Promise<ModelSummary> {
    return this.library.copy(id, naming);
  }

  modelFolder(id: string): Promise<string> {
    return this.library.folderOf(id);
  }

  models(): Promise<ModelSummary[]> {
    return this.library.summaries();
  }

  damagedModels(): Promise<DamagedModel[]> {
    return this.library.damaged();
  }

  readonly layers: Analyst["layers"] = async (model, image) =>
    describeLayers(await this.library.get(model), image);

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
    onMap: (first: AnalysisOutcome) => void = () => undefined,
  ): Promise<AnalysisOutcome> {
    return this.inTurn(job, async () => {
      job.progress({ phase: "decode", done: 0, total: 1 });
      this.deviceSessions.lookAhead(request.device);
      const subjects = await this.subjects(request, job);
      const chosen = await this.deviceSessions.choose(request.device, subjects, job);
      const { runs, warmUp = true } = request;
      const options = { runs, warmUp, isFollowed: true };
      return tellingStandstill(() =>
        this.passes.over(subjects, chosen, request, options, job, onMap),
      );
    });
  }

  async item(request: ItemRequest, job: Job): Promise<ItemOutcome> {
    const image = this.images.once(request.path, job);
    image.catch(() => undefined); // it is awaited when its turn comes
    const { subjects, outcome } = await this.inTurn(job, async () => {
      this.deviceSessions.lookAhead(request.device);
      const opened = await openSubjects(() => image, this.library, request);
      const chosen = await this.deviceSessions.choose(request.device, opened, job);
      const warmUp = request.runs > 1 || !(await this.passes.isWarm(opened[0], chosen));
      const options = { runs: request.runs, warmUp };
      return {
        subjects: opened,
        outcome: await tellingStandstill(() =>
          this.passes.over(opened, chosen, request, options, job, () => undefined),
        ),
      };
    });
    // The next image has its turn while this one is written.
    const { facts, raster, key } = await image;
    const files = await writeResults(
      this.passes,
      subjects,
      raster,
      { ...request, result: outcome.result },
      job,
    );
    const small = request.thumbnail > 0 ? await thumbnail(raster, request.thumbnail) : null;
    // A folder of large images would fill the disk.
    if (facts.large) await Promise.all([this.passes.forget(subjects), forgetVersion(key)]);
    return { result: { ...outcome.result, files }, thumbnail: small };
  }

  async export(request: ExportRequest, job: Job): Promise<Analysis["files"]> {
    // The result says whose scores it tells of, and where they were made: another map is not written beside it.
    const { result, limits } = request;
    const of = { device: result.device.requested, scoresOf: scoresOf(result) };
    const subjects = await this.subjects({ ...request, ...of }, job);
    const { raster } = await this.images.get(request.path, job);
    const shown = limits
      ? withDetections(result, await this.passes.objectsInWindow(subjects, limits, job))
      : result;
    return writeResults(this.passes, subjects, raster, { ...request, result: shown }, job);
  }

  baseline(request: BaselineRunRequest, pass: Analysis, job: Job): Promise<Analysis> {
    const open = (): Promise<Subjects> => this.subjects(request, job);
    return this.measured(job, (on) => compareOnDevice(on, open, request, pass, job));
  }

  repeat(request: AnalysisRequest, pass: Analysis, job: Job): Promise<Analysis> {
    const open = (): Promise<Subjects> => this.subjects(request, job);
    return this.measured(job, (on) => repeatPass(on, open, request, pass, job));
  }

  windows(request: BaselineRunRequest, job: Job): Promise<AnalysisOutcome> {
    return this.inTurn(job, async () => {
      const subjects = await this.subjects({ ...request, scoresOf: "windows" }, job);
      const { passes, deviceSessions } = this;
      return tellingStandstill(() =>
        runEveryWindow({ passes, deviceSessions }, subjects, request, job),
      );
    });
  }

  async map(request: SubjectRequest, scale = 0): Promise<ScoreMap> {
    return this.passes.heldMap(await this.onScale(request, scale));
  }

  readonly detections: Analyst["detections"] = async (request, requested) =>
    (await this.passes.objects(await this.subjects(request), requested)).list;

  async candidates(request: SubjectRequest, floor: number): Promise<readonly Candidate[]> {
    return this.passes.candidates(await this.subjects(request), floor);
  }

  async cell(request: SubjectRequest, row: number, column: number, scale = 0): Promise<CellScores> {
    const subject = await this.onScale(request, scale);
    return compareCell(this.passes, this.deviceSessions.cpu, subject, row, column);
  }

  readonly differences: Analyst["differences"] = (request, budget, job) =>
    this.inTurn(job, async () => {
      const [subject] = await this.subjects(request, job);
      return cellDifferences(this.passes, this.deviceSessions.cpu, subject, budget, job);
    });

  /** Index of the best class of each window of the image itself, as the untouched classifier has it. */
  bestClasses(request: WindowsRequest, job: Job): Promise<number[]> {
    return this.inTurn(job, async () => {
      const subjects = await this.subjects({ ...request, scales: [1], objects: undefined }, job);
      const [{ model, raster, grid }] = subjects;
      const { sessions } = await this.deviceSessions.choose(request.device, subjects, job);
      return withLease(sessions.dense(model, raster.channels), (dense) =>
        bestClasses(dense, raster, grid, request.places, job),
      );
    });
  }

  /** What is measured anew of a pass. */
  private async measured(job: Job, work: (on: Workplace) => Promise<Analysis>): Promise<Analysis> {
    const { passes, deviceSessions } = this;
    const told = async () => ({ result: await work({ passes, deviceSessions }) });
    return (await this.inTurn(job, () => tellingStandstill(told))).result;
  }

  /** One job at a time, which tells that it is the one. */
  private inTurn<T>(job: Job, work: () => Promise<T>): Promise<T> {
    return this.mutex.run(job.signal, async () => {
      job.running?.(true);
      try {
        return await work();
      } finally {
        job.running?.(false);
      }
    });
  }

  private async subjects(request: SubjectRequest, job: Job = unattended): Promise<Subjects> {
    job.signal.throwIfAborted();
    return openSubjects(() => this.images.get(request.path, job), this.library, request);
  }

  /** @throws UserError where there are fewer scales */
  private async onScale(request: SubjectRequest, index: number): Promise<Subject> {
    return scaleAt(await this.subjects(request), index);
  }
}
