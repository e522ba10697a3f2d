/** @file `fullconv evaluate`: a model over a folder of annotated images. */
import { documentText } from "./text/document.ts";
import type { ObjectSizes } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { NoticeCode } from "../../src-core/contract/notices.ts";
import type { Analyst, OpenedModel } from "../analysis/analyst.ts";
import { evaluate } from "../analysis/evaluation/evaluate.ts";
import { classesInCommon, evaluatedHead } from "../analysis/evaluation/evaluated-head.ts";
import type { EvaluationListener, Evaluator } from "../analysis/evaluation/evaluation-request.ts";
import type { AnnotationFormat } from "../annotations/annotated-image.ts";
import { isBroken } from "../annotations/annotated-image.ts";
import { nothingToCompare } from "../annotations/nothing-to-compare.ts";
import { readAnnotations } from "../annotations/read-annotations.ts";
import { toFailure } from "../engine/failure.ts";
import type { AnswerOptions } from "./answers.ts";
import { answersOf } from "./answers.ts";
import { evaluationText } from "./text/evaluation-text.ts";
import { checkScalesOrObjects } from "./options.ts";
import { printFailure } from "./text/print.ts";
import { print, say, StatusLine } from "./text/terminal.ts";

export interface EvaluateOptions extends AnswerOptions {
  readonly card?: string;
  readonly format?: AnnotationFormat;
  readonly split?: string;
  readonly iou: number;
  readonly threshold?: number;
  readonly chooseThresholds?: true;
  /** Most overlap of two boxes; the model's own where it is left out. */
  readonly nms?: number;
  readonly scales?: readonly number[];
  readonly objects?: ObjectSizes;
  readonly device: string;
  readonly json?: true;
  readonly quiet?: true;
}

/**
 * Prints the figures when all images are done.
 * @returns the exit status: 0, or 1 when an image failed
 * @throws UserError when the call itself is at fault: model, device, folder or list
 */
export async function evaluateFolder(
  analyst: Evaluator & Pick<Analyst, "open" | "checkDevice">,
  name: string,
  folder: string,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<number> {
  const { card, format, split, iou, device, json, nms: overlap } = options;
  const requested = { scales: options.scales, objects: options.objects };
  checkScalesOrObjects(requested);
  if (options.chooseThresholds && options.threshold !== undefined)
    throw new UserError(
      "invalid-request",
      "--threshold and --choose-thresholds both say at which scores the figures are: give one of them",
    );
  const model = { model: name, card, ...requested, answers: await answersOf(options) };
  const opened = await analyst.open(model);
  const tell = options.quiet ? (): void => undefined : say;
  opened.notes.forEach(tell);
  for (const { message } of opened.notices) say(`${name}: ${message}`);
  await analyst.checkDevice(device);
  const annotations = await readAnnotations({ folder, format, split });
  annotations.notes.forEach(say);
  const head = evaluatedHead(opened.head);
  const objects = annotations.images.flatMap((image) => (isBroken(image) ? [] : image.objects));
  if (objects.length === 0) throw nothingToCompare(annotations, folder);
  const { labels, note } = classesInCommon(head, objects, folder);
  if (note !== null) say(note);
  const { threshold, chooseThresholds: choose } = options;
  const mark = { sha256: opened.sha256, card: opened.identity.card };
  const request = {
    model: { ...model, mark },
    device,
    head,
    labels,
    iou,
    threshold,
    overlap,
    choose,
  };
  const status = new StatusLine(options.quiet === true);
  const done = await evaluate(analyst, annotations, request, audience(status, options, signal));
  status.clear();
  const { evaluation, failed, windows } = done;
  if (failed > 0) say(`${annotations.images.length - failed} images done, ${failed} failed`);
  if (evaluation) {
    for (const { code, message } of evaluation.notices)
      if (!toldBefore(code, message, opened)) say(message);
    if (json) console.log(documentText(evaluation));
    else print(evaluationText(evaluation, { folder, windows }).split("\n"));
  }
  return failed > 0 ? 1 : 0;
}

/** What the model itself tells was said at the beginning. */
const toldBefore = (code: NoticeCode, message: string, { notices }: OpenedModel): boolean =>
  notices.some((one) => one.code === code && message.endsWith(`: ${one.message}`));

function audience(
  status: StatusLine,
  options: EvaluateOptions,
  signal: AbortSignal,
): EvaluationListener {
  const tell = (line: string): void => {
    status.clear();
    say(line);
  };
  return {
    tell,
    job: (subject) => ({
      signal,
      progress: (progress) => {
        status.show(subject, progress);
      },
      tell: (news) => {
        if (news.type === "device-failed" && !options.quiet)
          tell(`${subject}: ${news.reason}: going on on the CPU`);
      },
    }),
    failed: (path, cause) => {
      tell(printFailure(path, toFailure(cause), options));
    },
  };
}
