/** @file The analyses that the window knows by opaque ids. */
import { said } from "../../src-core/messages/said.ts";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Analysis, LabelledDetection } from "../../src-core/contract/analysis.ts";
import type {
  BaselineRequest,
  ComparisonRequest,
  PassRequest,
  RepetitionRequest,
} from "../../src-core/contract/requests/analysis-requests.ts";
import type { Candidates, CellScores, JobEvent } from "../../src-core/contract/api.ts";
import type { Race, RaceWay } from "../../src-core/contract/race.ts";
import type { DifferencesRequest } from "../../src-core/contract/lesson/differences.ts";
import type { ExportName } from "../../src-core/contract/exports.ts";
import { exportEndings } from "../../src-core/contract/exports.ts";
import type { Candidate, LimitsRequest } from "../../src-core/detection/candidate.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { AnalysisRequest } from "../analysis/subject/requests.ts";
import type { AnalysisOutcome } from "../analysis/results/outcome.ts";
import { comparable, compareDevices } from "../analysis/benchmark/device-comparison.ts";
import type { Job } from "../analysis/jobs/job.ts";
import type { RecordedRace } from "../analysis/jobs/recorded-race.ts";
import type { HeatRequest, Pictures } from "../analysis/pictures.ts";
import { RecentlyUsed } from "../analysis/jobs/recently-used.ts";
import type { HeldImage, Images } from "./images.ts";
import type { EditSubject, KeptEdits } from "./kept-edits.ts";
import type { Edit } from "../../src-core/contract/results/edits.ts";
import { fileStem } from "../files/file-stem.ts";

/** So many boxes are chosen among within a frame or two. */
const mostCandidates = 50_000;

interface HeldAnalysis {
  readonly image: HeldImage;
  readonly request: AnalysisRequest;
  readonly result: Analysis;
}

type HeatPlace = Pick<HeatRequest, "level" | "row" | "column" | "shown"> & {
  /** Index among the scales of the image. */
  readonly scale: number;
};
/** What is to be written. */
export interface RequestedExport {
  readonly name: ExportName;
  readonly limits: LimitsRequest | null;
  /** Whether as a person corrected it. */
  readonly isEdited: boolean;
}
type Emit = (event: JobEvent) => void;

export class Analyses {
  private readonly analyst: Analyst;
  private readonly pictures: Pictures;
  private readonly images: Images;
  private readonly kept: KeptEdits;
  private readonly held = new RecentlyUsed<HeldAnalysis>(64);
  /** At hand when the window asks, which it does as soon as it hears of a map. */
  private readonly maps = new RecentlyUsed<ScoreMap>(2);
  /** Of the comparisons that were made last: each may have megabytes of scores. */
  private readonly races = new RecentlyUsed<RecordedRace>(4);

  constructor(analyst: Analyst, pictures: Pictures, images: Images, kept: KeptEdits) {
    this.kept = kept;
    this.analyst = analyst;
    this.pictures = pictures;
    this.images = images;
  }

  async pass({ image: id, ...wanted }: PassRequest, job: Job, emit: Emit): Promise<void> {
    const image = this.images.get(id);
    const request: AnalysisRequest = { path: image.path, ...wanted };
    const analysis = randomUUID();
    const hold = ({ result, map, mark }: AnalysisOutcome): void => {
      this.held.set(analysis, { image, request: { ...request, mark }, result });
      if (map) this.maps.set(analysis, map);
    };
    const watched: Job = { ...job, tell: emit };
    await this.images.using(image, async () => {
      const outcome = await this.analyst.pass(request, watched, (first) => {
        hold(first);
        const { result, layer } = first;
        emit({ type: "map", analysis, result: forWindow(result, image), layer });
      });
      hold(outcome);
      emit({ type: "result", analysis, result: forWindow(outcome.result, image) });
    });
  }

  async baseline(id: string, wanted: BaselineRequest, job: Job, emit: Emit): Promise<void> {
    await this.again(id, emit, (request, pass, record) =>
      this.analyst.baseline({ ...request, ...wanted }, pass, { ...job, record }),
    );
  }

  /** The pass again, for its time alone. */
  async repeat(id: string, { runs }: RepetitionRequest, job: Job, emit: Emit): Promise<void> {
    await this.again(id, emit, (request, pass) =>
      this.analyst.repeat({ ...request, runs }, pass, job),
    );
  }

  /** What is measured anew of an analysis becomes part of it. */
  private async again(
    id: string,
    emit: Emit,
    measure: (
      request: AnalysisRequest,
      pass: Analysis,
      record: (race: RecordedRace) => void,
    ) => Promise<Analysis>,
  ): Promise<void> {
    const { image, request, result: pass } = this.get(id);
    await this.images.using(image, async () => {
      const races: RecordedRace[] = [];
      const result = await measure(request, pass, (race) => races.push(race));
      this.held.set(id, { image, request, result });
      const race = races.at(-1);
      if (race) this.races.set(id, race);
      emit({ type: "result", analysis: id, result: forWindow(result, image) });
    });
  }

  /** @throws UserError where no comparison of the analysis is kept */
  race(id: string): Race {
    return this.recorded(id).race;
  }

  /** The best object's score of each window, in the order in which they were run. @throws UserError where they are not kept */
  raceScores(id: string, way: RaceWay): Float32Array {
    const scores = this.recorded(id).scores[way];
    if (scores) return scores;
    throw new UserError("not-found", said("api.windows-were-too-many"));
  }

  private recorded(id: string): RecordedRace {
    this.get(id);
    const race = this.races.peek(id);
    if (race) return race;
    throw new UserError("not-found", said("api.no-race-analysis-kept"));
  }

  /** The analysis on every device that is here and right, side by side; it stays what it is. */
  async compare(id: string, wanted: ComparisonRequest, job: Job, emit: Emit): Promise<void> {
    const { image, request: subject } = this.get(id);
    await this.images.using(image, async () => {
      const devices = comparable(await this.analyst.devices({ again: false }, job));
      const compared = await compareDevices(this.analyst, { subject, devices, ...wanted }, job);
      emit({ type: "compared", devices: compared.map(({ figures }) => figures) });
    });
  }

  /** Where pass and windows differ; the analysis stays what it is. */
  async differences(id: string, { budget }: DifferencesRequest, job: Job, emit: Emit) {
    const { image, request } = this.get(id);
    await this.images.using(image, async () => {
      const differences = await this.analyst.differences(request, budget, job);
      emit({ type: "differences", differences });
    });
  }

  /** @param scale index among those of the image */
  map(id: string, scale: number): Promise<ScoreMap> {
    const { image, request } = this.get(id);
    return this.images.using(image, () =>
      scale === 0
        ? this.maps.get(id, () => this.analyst.map(request))
        : this.analyst.map(request, scale),
    );
  }

  detections(id: string, requested: LimitsRequest): Promise<LabelledDetection[]> {
    const { image, request } = this.get(id);
    return this.images.using(image, () => this.analyst.detections(request, requested));
  }

  /** The best of all boxes, before any is pushed aside by another: the window chooses among them. */
  async candidates(id: string, floor: number): Promise<Candidates> {
    const { image, request } = this.get(id);
    const all = await this.images.using(image, () => this.analyst.candidates(request, floor));
    const [boxes, faulty]: [Candidate[], NonNullable<Candidates["faulty"]>] = [[], []];
    for (const box of all) {
      const { score, classIndex, fault } = box;
      if (fault === undefined) boxes.push(box);
      else faulty.push({ score, classIndex, fault });
    }
    const told = { count: boxes.length, boxes: boxes.slice(0, mostCandidates) };
    return faulty.length > 0 ? { ...told, faulty } : told;
  }

  /** A tile of a heat-map that lies on the disk, as far as it is there. */
  async heat(id: string, tile: HeatPlace): Promise<Float32Array> {
    const { image, request: subject, result } = this.get(id);
    const { head } = await this.analyst.open(subject);
    const { scale, ...place } = tile;
    const on = result.scales?.[scale];
    const shownOn = { factor: on?.scale ?? 1, size: on ?? result.image };
    const { background, classes } = head;
    const heat = { subject, scale: shownOn, background, classes: classes.length, ...place };
    const { data } = await this.images.using(image, () => this.pictures.heat(heat));
    return data;
  }

  /** What was corrected of the same image under the same model, whenever that was. */
  edits(id: string): Promise<readonly Edit[]> {
    const { image } = this.get(id);
    return this.images.using(image, () => this.kept.get(this.editSubject(id)));
  }

  /** @throws UserError where they cannot be kept */
  async keepEdits(id: string, edits: readonly Edit[]): Promise<void> {
    const { image } = this.get(id);
    await this.images.using(image, () => this.kept.put(this.editSubject(id), edits));
  }

  private editSubject(id: string): EditSubject {
    const { image, request } = this.get(id);
    const { sha256 = "", card = "" } = request.mark ?? {};
    return { path: image.path, version: image.version, model: { sha256, card } };
  }

  /** Under which an export is saved; folders are sent as a zip. @throws UserError when the analysis is no longer kept */
  fileName(id: string, name: ExportName): string {
    const { image } = this.get(id);
    return `${fileStem(image.name)}${exportEndings[name]}${name === "zarr" ? ".zip" : ""}`;
  }

  /**
   * Writes one export into a folder.
   * @param limits at which boxes count; null for those that the analysis ran with
   * @returns its path
   */
  async export(
    id: string,
    { name, limits, isEdited }: RequestedExport,
    folder: string,
    job: Job,
  ): Promise<string> {
    const { image, request, result } = this.get(id);
    const target = join(folder, fileStem(image.name));
    const edits = isEdited ? await this.edits(id) : [];
    const common = { exports: [name], target, overwrite: true, edits };
    const wanted = { ...common, limits: limits ?? undefined };
    const files = await this.images.using(image, () =>
      this.analyst.export({ ...request, ...wanted, result: forWindow(result, image) }, job),
    );
    const path = files[name];
    if (path === undefined) throw new Error(`the export ${name} was not written`);
    return path;
  }

  cell(id: string, row: number, column: number, scale: number): Promise<CellScores> {
    const { image, request } = this.get(id);
    return this.images.using(image, () => this.analyst.cell(request, row, column, scale));
  }

  /** What was looked at, by which model, and what came of it. @throws UserError when the analysis is no longer kept */
  subjectOf(id: string): Pick<HeldAnalysis, "image" | "result"> & { readonly model: string } {
    const { image, request, result } = this.get(id);
    return { image, result, model: request.model };
  }

  private get(id: string): HeldAnalysis {
    const analysis = this.held.peek(id);
    if (!analysis) throw new UserError("not-found", said("api.analysis-no-longer-kept"));
    return analysis;
  }
}

/** The window knows names, not paths. */
const forWindow = (result: Analysis, { name }: HeldImage): Analysis => ({
  ...result,
  image: { ...result.image, path: name },
});
