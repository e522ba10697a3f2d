/** @file A model over annotated images: every image as `analyze` runs it, and what was found compared with the annotations. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { Evaluation } from "../../../src-core/contract/evaluation.ts";
import { lowestEvaluated } from "../../../src-core/evaluation/lowest-evaluated.ts";
import { meanAveragePrecision, Tally } from "../../../src-core/evaluation/tally.ts";
import type {
  AnnotatedImage,
  Annotations,
  BrokenImage,
} from "../../annotations/annotated-image.ts";
import { isBroken } from "../../annotations/annotated-image.ts";
import { checkAgainstImage } from "../../annotations/check-against-image.ts";
import { labelsOf, thresholdFor } from "./evaluated-head.ts";
import type {
  EvaluationListener,
  EvaluationRequest,
  Evaluator,
  AnalysedImage,
} from "./evaluation-request.ts";
import type { Job } from "../jobs/job.ts";
import { NoticeCounts } from "./notice-counts.ts";
import type { WindowFigures } from "./window-figures.ts";
import { windowFigures } from "./window-figures.ts";

export interface Evaluated {
  /** Null where no image could be evaluated. */
  readonly evaluation: Evaluation | null;
  readonly failed: number;
  readonly windows: WindowFigures | null;
}

/** @throws the signal's reason when a job is cancelled; what is wrong with an image is told, and the others go on */
export async function evaluate(
  evaluator: Evaluator,
  { split, images }: Annotations,
  request: EvaluationRequest,
  audience: EvaluationListener,
): Promise<Evaluated> {
  const { head, labels, iou } = request;
  const tally = new Tally(iou);
  // A network that only proposes has one class, whatever the objects are called.
  const only = request.choose && labels === null ? (labelsOf(head)[0] ?? null) : null;
  const any = new Tally(iou);
  const seen: AnalysedImage[] = [];
  const notices = new NoticeCounts();
  const sums = { tiny: 0, beyond: 0 };
  let model: Analysis["model"] | undefined;
  for (const [index, image] of images.entries()) {
    const job = audience.job(`${index + 1}/${images.length} ${image.path}`);
    try {
      const result = await run(evaluator, image, request, job);
      const { annotations, tiny, beyond, problems } = checkAgainstImage(
        result.annotated,
        result.image,
      );
      problems.forEach(audience.tell);
      sums.tiny += tiny;
      sums.beyond += beyond;
      tally.add(annotations, result.detections);
      seen.push({ path: image.path, image: result.image, annotations });
      if (only !== null) any.add(annotations.map(as(only)), result.detections.map(as(only)));
      model = result.model;
      notices.add(image.path, result.notices);
    } catch (cause) {
      job.signal.throwIfAborted();
      audience.failed(image.path, cause);
    }
  }
  tellOf(sums, audience);
  const failed = images.length - seen.length;
  if (!model) return { evaluation: null, failed, windows: null };
  const { figures } = head;
  const thresholds = request.choose
    ? (only === null ? tally : any).bestThresholds(labelsOf(head))
    : undefined;
  const known = thresholdFor(head, request.threshold);
  const classes = labels && tally.classes(labels, (label) => thresholds?.[label] ?? known(label));
  const windows = figures.windows
    ? await windowFigures(evaluator, seen, { ...request, window: model.window }, audience)
    : null;
  const evaluation: Evaluation = {
    model: model.id,
    split,
    images: seen.length,
    iou,
    mAP: classes && meanAveragePrecision(classes),
    classes,
    recallAt: figures.proposals ? tally.recallAt() : null,
    ...(thresholds && { thresholds }),
    windowAccuracy: windows?.accuracy ?? null,
    notices: notices.all(seen.length),
  };
  return { evaluation, failed, windows };
}

async function run(
  evaluator: Evaluator,
  image: AnnotatedImage | BrokenImage,
  { model, device, threshold, overlap }: EvaluationRequest,
  job: Job,
): Promise<
  Pick<Analysis, "image" | "model" | "detections" | "notices"> & { annotated: AnnotatedImage }
> {
  if (isBroken(image)) throw image.failure;
  const { result } = await evaluator.item(
    {
      ...model,
      device,
      path: image.path,
      runs: 1,
      threshold: Math.min(lowestEvaluated, threshold ?? 1),
      overlap,
      exports: [],
      target: "",
      overwrite: false,
      thumbnail: 0,
    },
    job,
  );
  return { ...result, annotated: image };
}

const as =
  (label: string) =>
  <T extends { readonly label: string }>(one: T): T => ({ ...one, label });

function tellOf(
  { tiny, beyond }: { tiny: number; beyond: number },
  { tell }: EvaluationListener,
): void {
  if (tiny > 0) tell(`${tiny} boxes less than 2 pixels wide or high are left out`);
  if (beyond > 0) tell(`${beyond} boxes reach beyond their images and are taken as they are`);
}
