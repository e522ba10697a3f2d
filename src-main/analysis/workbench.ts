/**
 * @file Everything that is done with images and models, in this process.
 *
 * It keeps what was used last (pixels, sessions, score maps) but depends on none of it: a request names a file and a
 * model, so that a restarted process answers it just as well.
 */
import type { Analysis, Device, LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { CellScores, ModelSummary } from "../../src-core/contract/api.ts";
import type { DeviceReport } from "../../src-core/contract/devices.ts";
import type { Answers, Examined, Naming } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Candidate, Wish } from "../../src-core/detection/candidate.ts";
import type { PlacedMap } from "../../src-core/overlay/over-scales.ts";
import { maximumOverScales } from "../../src-core/overlay/over-scales.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { Devices } from "../engine/devices.ts";
import type { Engine } from "../engine/engine.ts";
import { RememberedTrials } from "../engine/remembered-trials.ts";
import { encodePng } from "../image/encode.ts";
import type { ImageFacts, Raster } from "../image/raster.ts";
import { thumbnail } from "../image/region.ts";
import { placementOf } from "../output/export-subject.ts";
import { writeExports } from "../output/exports.ts";
import { cellsNotFinite } from "../output/tile-ranges.ts";
import { heldScores } from "../output/held-scores.ts";
import type { ScoreSource } from "../output/score-source.ts";
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
import { measureScales } from "./baseline/baseline-scales.ts";
import { comparePass } from "./baseline/comparison.ts";
import { Examiner } from "./models/examiner.ts";
import type { Prepare } from "./subject/images.ts";
import { forgetTiled, Images } from "./subject/images.ts";
import type { Job } from "./jobs/job.ts";
import { unattended } from "./jobs/job.ts";
import type { CardPath } from "./models/cards/knowledge.ts";
import { withLease } from "./sessions/leases.ts";
import type { ModelRequest } from "./models/library.ts";
import { Library } from "./models/library.ts";
import { checkHoldable, emptyMap } from "./pass/maps.ts";
import { cellsOf, scoresNotFinite } from "./results/not-finite.ts";
import { Passes } from "./results/passes.ts";
import type { Subjects } from "./results/report.ts";
import {
  allTiles,
  flopsOfWindows,
  foundAnew,
  geometryOf,
  onePiece,
  report,
} from "./results/report.ts";
import { enter, scoresAt } from "./windows/cell-scores.ts";
import { Rigs } from "./sessions/device-choice.ts";
import { ScorePairs } from "./windows/score-pairs.ts";
import type { ScaleWish } from "./subject/scales.ts";
import { checkScales } from "./subject/scales.ts";
import type { ScoresOf, Subject, SubjectRequest } from "./subject/subject.ts";
import { openSubjects } from "./subject/subject.ts";
import { Turn } from "./jobs/mutex.ts";
import { checkTwin } from "./models/twin.ts";
import type { WindowsRequest } from "./evaluation/window-accuracy.ts";
import { bestClasses } from "./evaluation/window-accuracy.ts";
import { windowAt } from "./windows/windows.ts";

export class Workbench implements Analyst {
  private readonly library: Library;
  private readonly rigs: Rigs;
  private readonly passes: Passes;
  private readonly examiner: Examiner;
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
    this.examiner = new Examiner(this.library);
    this.rigs = new Rigs(devices, this.library);
    this.passes = new Passes(this.rigs.cpu);
  }

  devices({ again }: { again: boolean }, job: Job): Promise<DeviceReport[]> {
    return this.inTurn(job, async () => {
      if (again) await this.rigs.forget();
      return this.rigs.reports(job);
    });
  }

  checkDevice(requested: string): Promise<void> {
    return this.rigs.check(requested);
  }

  async open({ scales, objects, ...wanted }: ModelRequest & ScaleWish): Promise<OpenedModel> {
    const model = await this.library.get(wanted);
    checkScales(model, { scales, objects });
    const { card, identity, notes, notices } = model;
    return { head: card.head, sha256: card.sha256, identity, notes, notices };
  }

  examine(path: string, answers: Answers, card?: CardPath): Promise<Examined> {
    return this.examiner.examine(path, answers, card);
  }

  keep(
    paths: readonly string[],
    answers: Answers,
    naming: Naming,
    card?: CardPath,
  ): Promise<ModelSummary> {
    return this.library.keep(paths, answers, naming, card);
  }

  async remove(id: string): Promise<void> {
    for (const content of await this.library.remove(id)) await this.rigs.release(content);
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
    return this.inTurn(job, async () => {
      this.rigs.foresee(request.device);
      const subjects = await this.subjects(request, job);
      const rig = await this.rigs.choose(request.device, subjects, job);
      const wishes = { runs: request.runs, warmUp: true };
      return this.passes.over(subjects, rig, request, wishes, job, onMap);
    });
  }

  async item(request: ItemRequest, job: Job): Promise<Item> {
    const { path } = request;
    const image = this.images.once(path, job);
    image.catch(() => undefined); // it is awaited when its turn comes
    const { subjects, outcome } = await this.inTurn(job, async () => {
      this.rigs.foresee(request.device);
      const opened = await openSubjects(() => image, this.library, request);
      const rig = await this.rigs.choose(request.device, opened, job);
      const warmUp = request.runs > 1 || !(await this.passes.isWarm(opened[0], rig));
      const wishes = { runs: request.runs, warmUp };
      return {
        subjects: opened,
        outcome: await this.passes.over(opened, rig, request, wishes, job, () => undefined),
      };
    });
    // The next image has its turn while this one is written.
    const { facts, raster } = await image;
    const files = await this.write(subjects, raster, { ...request, result: outcome.result }, job);
    const small = request.thumbnail > 0 ? await thumbnail(raster, request.thumbnail) : null;
    // A folder of large images would fill the disk.
    if (facts.large) await Promise.all([this.passes.forget(subjects), forgetTiled(path)]);
    return { result: { ...outcome.result, files }, thumbnail: small };
  }

  async export(request: ExportRequest, job: Job): Promise<Analysis["files"]> {
    // The result says whose scores it tells of, and where they were made: another map is not written beside it.
    const { result, wish } = request;
    const of = { device: result.device.requested, scoresOf: scoresOf(result) };
    const subjects = await this.subjects({ ...request, ...of }, job);
    const { raster } = await this.images.get(request.path, job);
    if (!wish) return this.write(subjects, raster, request, job);
    const found = await this.passes.objectsInWindow(subjects, wish, job);
    return this.write(subjects, raster, { ...request, result: foundAnew(result, found) }, job);
  }

  baseline(request: BaselineRequest, pass: Analysis, job: Job): Promise<Analysis> {
    return this.inTurn(job, () => this.compare(request, pass, job));
  }

  /** Both on the same device: where one of them has failed there, both are done on the CPU. */
  private async compare(request: BaselineRequest, pass: Analysis, job: Job): Promise<Analysis> {
    const subjects = await this.subjects(request, job);
    checkTwin(request.path, subjects[0].model.card);
    const rig = await this.rigs.choose(request.device, subjects, job);
    if (!isSame(rig.device, pass.device)) {
      const wishes = { runs: request.runs, warmUp: true };
      const done = this.passes.over(subjects, rig, request, wishes, job, () => undefined);
      return this.compare(request, (await done).result, job);
    }
    const compared = await comparePass(subjects, rig, this.passes, request, pass, job);
    if (isSame(rig.device, pass.device)) return compared;
    job.tell?.({ type: "device-failed", reason: rig.device.reason });
    return this.compare(request, pass, job);
  }

  windows(request: BaselineRequest, job: Job): Promise<Outcome> {
    return this.inTurn(job, async () => {
      const subjects = await this.subjects({ ...request, scoresOf: "windows" }, job);
      checkTwin(request.path, subjects[0].model.card);
      const rig = await this.rigs.choose(request.device, subjects, job);
      const maps: ScoreMap[] = [];
      const { window, notices } = await measureScales(
        subjects,
        rig,
        request,
        job,
        (subject, measure) => {
          const map = emptyMap(checkHoldable(subject));
          maps.push(map);
          return measure({
            complete: true,
            onScores: (cells, scores) => {
              enter(map, cells, scores);
            },
          });
        },
      );
      this.passes.keepWindows(subjects, maps);
      const odd = subjects.map((subject, index) => {
        const map = maps[index];
        return map ? cellsNotFinite(map, cellsOf(subject)) : 0;
      });
      const objects = await this.passes.objects(subjects, request, job);
      const { list, limits, stages, notices: dropped } = objects;
      const found = {
        tiles: allTiles(subjects.map(onePiece)),
        detections: list,
        limits,
        stages,
        notices: [...notices, ...dropped, ...scoresNotFinite(subjects, odd)],
      };
      const { timings, ...common } = report(subjects, found, rig);
      const flops = { window: flopsOfWindows(subjects) };
      const result = { ...common, timings: { ...timings, window }, flops };
      return { map: maps[0] ?? null, layer: null, result };
    });
  }

  async map(request: SubjectRequest, scale = 0): Promise<ScoreMap> {
    const subject = await this.onScale(request, scale);
    const held = await this.passes.heldMap(subject);
    if (!held)
      throw new UserError(
        "image-too-large",
        `${subject.path}: its score map is too large to be held: read it in parts`,
      );
    return held;
  }

  async detections(request: SubjectRequest, wish: Wish): Promise<LabelledDetection[]> {
    return (await this.passes.objects(await this.subjects(request), wish)).list;
  }

  async candidates(request: SubjectRequest, floor: number): Promise<readonly Candidate[]> {
    return this.passes.candidates(await this.subjects(request), floor);
  }

  async cell(request: SubjectRequest, row: number, column: number, scale = 0): Promise<CellScores> {
    const subject = await this.onScale(request, scale);
    const { model, grid, raster } = subject;
    const { rows, columns } = grid;
    if (row >= rows || column >= columns)
      throw new UserError(
        "not-found",
        `cell (${row}, ${column}) lies outside the map of ${rows} rows × ${columns} columns`,
      );
    const scores = await scoresAt(await this.passes.map(subject), [{ row, column }]);
    const pass = numbers(scores);
    if (row >= grid.visited.rows || column >= grid.visited.columns)
      return { row, column, pass, window: null, maxAbsDiff: null };
    const pixels = await windowAt(raster, grid, { row, column });
    const dense = this.rigs.cpu.dense(model, raster.channels);
    const { data } = await withLease(dense, ({ session }) => session.run(pixels));
    const pairs = new ScorePairs();
    pairs.add(scores, data);
    const maxAbsDiff = pairs.compared > 0 ? pairs.maxAbsDiff : null;
    return { row, column, pass, window: numbers(data), maxAbsDiff };
  }

  /** Index of the best class of each window of the image itself, as the untouched classifier has it. */
  bestClasses(request: WindowsRequest, job: Job): Promise<number[]> {
    return this.inTurn(job, async () => {
      const subjects = await this.subjects({ ...request, scales: [1], objects: undefined }, job);
      const [{ model, raster, grid }] = subjects;
      const { sessions } = await this.rigs.choose(request.device, subjects, job);
      return withLease(sessions.dense(model, raster.channels), (dense) =>
        bestClasses(dense, raster, grid, request.places, job),
      );
    });
  }

  /** One job at a time, which tells that it is the one. */
  private inTurn<T>(job: Job, work: () => Promise<T>): Promise<T> {
    return this.turn.take(job.signal, async () => {
      job.turn?.(true);
      try {
        return await work();
      } finally {
        job.turn?.(false);
      }
    });
  }

  private async subjects(request: SubjectRequest, job: Job = unattended): Promise<Subjects> {
    job.signal.throwIfAborted();
    return openSubjects(() => this.images.get(request.path, job), this.library, request);
  }

  /** @throws UserError where there are fewer scales */
  private async onScale(request: SubjectRequest, index: number): Promise<Subject> {
    const subjects = await this.subjects(request);
    const subject = subjects[index];
    if (!subject)
      throw new UserError(
        "not-found",
        `scale ${index} is not there: the image has ${subjects.length} of them`,
      );
    return subject;
  }

  /** The map; of several scales their best, where all of them are held. */
  private async shownScores(subjects: Subjects, job: Job): Promise<ScoreSource> {
    const [largest] = subjects;
    const { classes, background } = largest.model.card.head;
    if (subjects.length === 1) return this.passes.map(largest, job);
    const maps: PlacedMap[] = [];
    for (const subject of subjects) {
      const map = await this.passes.heldMap(subject);
      if (map) maps.push({ map, placement: placementOf(geometryOf(subject)) });
    }
    if (maps.length < subjects.length) return this.passes.map(largest, job);
    return heldScores(maximumOverScales(maps, classes.length, background));
  }

  private async write(
    subjects: Subjects,
    raster: Raster,
    request: Omit<ExportRequest, "path">,
    job: Job,
  ): Promise<Analysis["files"]> {
    const { exports, target, overwrite, result } = request;
    if (exports.length === 0) return {};
    const scores = await this.shownScores(subjects, job);
    const onProgress = (done: number, total: number): void => {
      job.progress({ phase: "export", done, total });
    };
    const { head } = subjects[0].model.card;
    const options = { overwrite, signal: job.signal, onProgress };
    return writeExports(target, exports, { result, head, raster, scores }, options);
  }
}

/** A result that only windows were run for is theirs. */
const scoresOf = ({ timings }: Analysis): ScoresOf =>
  timings.window && !timings.fcn ? "windows" : "pass";

/** As JSON can hold them. */
const numbers = (scores: Float32Array): (number | null)[] =>
  Array.from(scores, (score) => (Number.isFinite(score) ? score : null));

const isSame = (one: Device, other: Device): boolean =>
  one.provider === other.provider && one.name === other.name;
