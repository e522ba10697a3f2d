/** @file What can be asked of an analyst, whether it works in this process or in another. */
import type { Analysis, LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { CellScores, DamagedModel, ModelSummary } from "../../src-core/contract/api.ts";
import type { DeviceReport } from "../../src-core/contract/devices.ts";
import type { CellDifferences } from "../../src-core/contract/lesson/differences.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import type { Candidate, LimitsRequest } from "../../src-core/detection/candidate.ts";
import type { Answers, Examined, Naming } from "../../src-core/contract/examined.ts";
import type { CardChange } from "../../src-core/contract/model-changes.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import type { NetworkLayers } from "../../src-core/contract/lesson/layers.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Size } from "../../src-core/size.ts";
import type { ImageFacts } from "../image/raster.ts";
import type { Identity } from "./models/files/model-identity.ts";
import type { Job } from "./jobs/job.ts";
import type { CardPath } from "./models/cards/card-lookup.ts";
import type { ModelRequest } from "./models/library.ts";
import type { ItemOutcome, AnalysisOutcome } from "./results/outcome.ts";
import type {
  AnalysisRequest,
  BaselineRunRequest,
  ExportRequest,
  ItemRequest,
} from "./subject/requests.ts";
import type { ScaleOptions } from "./subject/scales.ts";
import type { SubjectRequest } from "./subject/subject.ts";

export interface OpenedModel {
  readonly head: Head;
  /** Of the model's file. */
  readonly sha256: string;
  readonly identity: Identity;
  readonly notes: readonly string[];
  /** What every result of it tells. */
  readonly notices: readonly Notice[];
}

/** Every method throws UserError (or what toFailure understands) where a file or model is at fault. */
export interface Analyst {
  /**
   * Loads a model, and tells what was inferred or chosen where it has no card.
   * @throws UserError also for scales that no image can be looked at on
   */
  open(model: ModelRequest & ScaleOptions): Promise<OpenedModel>;
  /** What a model's file says of itself, before it is used. @param card its card, where one is named or came with it */
  examine(path: string, answers: Answers, card?: CardPath): Promise<Examined>;
  /**
   * Adds a model's file to the user's own models.
   * @param paths of one model: a file, or those of a cascade's networks @param card path of its card
   */
  keep(
    paths: readonly string[],
    answers: Answers,
    naming: Naming,
    card?: CardPath,
  ): Promise<ModelSummary>;
  /** Removes one of the user's own models. */
  remove(id: string): Promise<void>;
  /** Another card over the networks of one of the user's own models. @throws UserError where they do not fit together */
  changeModel(id: string, change: CardChange): Promise<ModelSummary>;
  /** A copy of any model among the user's own. @throws UserError when the id is taken */
  copyModel(id: string, naming: Naming): Promise<ModelSummary>;
  /** Path of the folder with a model's card and networks. */
  modelFolder(id: string): Promise<string>;
  models(): Promise<ModelSummary[]>;
  /** The user's own models that cannot be used, and why. */
  damagedModels(): Promise<DamagedModel[]>;
  /** The layers of its network on an image. @param image its size; one window where it is left out */
  layers(model: ModelRequest, image?: Size): Promise<NetworkLayers>;
  /** Every device, tested; `again` forgets what earlier tests gave. */
  devices(request: { readonly again: boolean }, job: Job): Promise<DeviceReport[]>;
  /** @throws UserError for a device that is unknown, not there, or wrong */
  checkDevice(requested: string): Promise<void>;
  /** Path of a model's sample image. */
  sample(model: string): Promise<string>;
  /** What an image's file says of it; small ones are decoded, and kept for what comes next. */
  openImage(path: string): Promise<ImageFacts>;
  /** The image as PNG, upright, as the network sees it. */
  picture(path: string): Promise<Uint8Array>;
  /** The single pass; `onMap` hears of the first outcome, which is not timed yet. */
  pass(
    request: AnalysisRequest,
    job: Job,
    onMap?: (first: AnalysisOutcome) => void,
  ): Promise<AnalysisOutcome>;
  /** A pass again, `runs` times, for its time alone: its result with that. */
  repeat(request: AnalysisRequest, pass: Analysis, job: Job): Promise<Analysis>;
  /** The windows at the cells of a pass: its result with the comparison added. */
  baseline(request: BaselineRunRequest, pass: Analysis, job: Job): Promise<Analysis>;
  /** One image of a batch. It is decoded at once, and waits for its turn to be run: ask for the next ones meanwhile. */
  item(request: ItemRequest, job: Job): Promise<ItemOutcome>;
  /** Writes what is wanted of an analysis, and returns the paths. @throws UserError where a file exists or cannot be written */
  export(request: ExportRequest, job: Job): Promise<Analysis["files"]>;
  /** The windows alone, every one of them. */
  windows(request: BaselineRunRequest, job: Job): Promise<AnalysisOutcome>;
  /** The score map of the pass on one of the image's scales; 0 is the largest. */
  map(request: SubjectRequest, scale?: number): Promise<ScoreMap>;
  detections(request: SubjectRequest, requested: LimitsRequest): Promise<LabelledDetection[]>;
  /** All boxes that score at least `floor`, before any is pushed aside by another; best first. What is no box comes last. */
  candidates(request: SubjectRequest, floor: number): Promise<readonly Candidate[]>;
  /** One cell's scores from the pass and from the classifier on its window. @throws UserError outside the map */
  cell(request: SubjectRequest, row: number, column: number, scale?: number): Promise<CellScores>;
  /**
   * The same at cells that are spread evenly over the largest scale, as many as fit the budget.
   * @param budget milliseconds @throws UserError for a model without windows
   */
  differences(request: SubjectRequest, budget: number, job: Job): Promise<CellDifferences>;
}
