/** @file The analyses that the window knows by opaque ids. */
import { randomUUID } from "node:crypto";
import type { Analysis, LabelledDetection } from "../../src-core/contract/analysis.ts";
import type {
  BaselineRequest,
  CellScores,
  JobEvent,
  PassRequest,
} from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { AnalysisRequest, Analyst, Outcome } from "../analysis/analyst.ts";
import type { Job } from "../analysis/job.ts";
import { Recent } from "../analysis/recent.ts";
import type { HeldImage, Images } from "./images.ts";
import { named } from "./images.ts";

interface HeldAnalysis {
  readonly image: HeldImage;
  readonly request: AnalysisRequest;
  readonly result: Analysis;
}

type Emit = (event: JobEvent) => void;

export class Analyses {
  private readonly analyst: Analyst;
  private readonly images: Images;
  private readonly held = new Recent<HeldAnalysis>(64);
  /** At hand when the window asks, which it does as soon as it hears of a map. */
  private readonly maps = new Recent<ScoreMap>(2);

  constructor(analyst: Analyst, images: Images) {
    [this.analyst, this.images] = [analyst, images];
  }

  async pass({ image: id, ...wanted }: PassRequest, job: Job, emit: Emit): Promise<void> {
    const image = this.images.get(id);
    const request: AnalysisRequest = { path: image.path, device: "auto", ...wanted };
    const analysis = randomUUID();
    const tell = (type: "map" | "result", { result, map }: Outcome): void => {
      this.held.set(analysis, { image, request, result });
      this.maps.set(analysis, map);
      emit({ type, analysis, result: forWindow(result, image) });
    };
    await about(image, async () => {
      const outcome = await this.analyst.pass(request, job, (first) => {
        tell("map", first);
      });
      tell("result", outcome);
    });
  }

  async baseline(id: string, { budget }: BaselineRequest, job: Job, emit: Emit): Promise<void> {
    const { image, request, result: pass } = this.get(id);
    await about(image, async () => {
      const result = await this.analyst.baseline({ ...request, budget }, pass, job);
      this.held.set(id, { image, request, result });
      emit({ type: "result", analysis: id, result: forWindow(result, image) });
    });
  }

  map(id: string): Promise<ScoreMap> {
    const { image, request } = this.get(id);
    return about(image, () => this.maps.get(id, () => this.analyst.map(request)));
  }

  detections(id: string, threshold: number): Promise<LabelledDetection[]> {
    const { image, request } = this.get(id);
    return about(image, () => this.analyst.detections(request, threshold));
  }

  cell(id: string, row: number, column: number): Promise<CellScores> {
    const { image, request } = this.get(id);
    return about(image, () => this.analyst.cell(request, row, column));
  }

  private get(id: string): HeldAnalysis {
    const analysis = this.held.peek(id);
    if (!analysis)
      throw new UserError("not-found", "this analysis is no longer kept: run it again");
    return analysis;
  }
}

/** The window knows names, not paths. */
const forWindow = (result: Analysis, { name }: HeldImage): Analysis => ({
  ...result,
  image: { ...result.image, path: name },
});

async function about<T>({ path, name }: HeldImage, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw named(cause, path, name);
  }
}
