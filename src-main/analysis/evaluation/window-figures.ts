/** @file How often the classifier itself is right on balanced windows of annotated images. */
import { balancedWindows } from "../../../src-core/evaluation/balanced-windows.ts";
import type { Size } from "../../../src-core/size.ts";
import type {
  EvaluationListener,
  EvaluationRequest,
  Evaluator,
  AnalysedImage,
} from "./evaluation-request.ts";

export interface WindowFigures {
  /** Share of the windows whose best class is the right one. */
  readonly accuracy: number;
  /** Windows of each class. */
  readonly each: number;
  readonly classes: number;
}

/** @returns null where no object has a window @throws the signal's reason when the job is cancelled */
export async function windowFigures(
  evaluator: Evaluator,
  images: readonly AnalysedImage[],
  { model, device, head, window }: EvaluationRequest & { readonly window: Size },
  audience: EvaluationListener,
): Promise<WindowFigures | null> {
  const balanced = balancedWindows(images, { ...head, window });
  if (!balanced) return null;
  let right = 0;
  for (const [index, { path }] of images.entries()) {
    const places = balanced.windows[index] ?? [];
    if (places.length === 0) continue;
    const job = audience.job(`${index + 1}/${images.length} ${path}`);
    const best = await evaluator.bestClasses({ ...model, device, path, places }, job);
    right += places.filter(({ classIndex }, place) => best[place] === classIndex).length;
  }
  const { each, classes } = balanced;
  return { accuracy: right / (each * classes), each, classes };
}
