/** @file What a model file says of itself, what its user answers, and the card that both make together. */
import type { Message } from "../../../../src-core/messages/template.ts";
import { because } from "../../../../src-core/contract/message.ts";
import { inEnglish, raw, said } from "../../../../src-core/messages/said.ts";
import type { Card } from "../../../../src-core/contract/card.ts";
import type { ClassifierHead } from "../../../../src-core/contract/heads.ts";
import type { Answers, Examined } from "../../../../src-core/contract/examined.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import { presetName } from "../../../../src-core/contract/presets.ts";
import type { FullyConvolutional } from "../../../../src-core/network/surgery/convolutionalize.ts";
import type { Size } from "../../../../src-core/size.ts";
import { convolutionalize } from "../../../../src-core/network/surgery/convolutionalize.ts";
import {
  expectedEquality,
  receptiveWindow,
} from "../../../../src-core/network/properties/equality.ts";
import { imageInput } from "../../../../src-core/network/graph/image-input.ts";
import type { MeasuredScores } from "../../../../src-core/network/properties/score-kind.ts";
import type { KnownActivation } from "../cards/activation.ts";
import { activationAssumed, activationOf } from "../cards/activation.ts";
import { preprocessingOf } from "./preprocessing.ts";
import { measureScores } from "./probe-windows.ts";
import type { Source } from "../files/source.ts";
import { explained } from "../files/source.ts";
import { metadataLines } from "../../../../src-core/network/metadata/class-metadata.ts";
import { printableName } from "../../../../src-core/printable.ts";
import { checkOneWindow } from "./verify.ts";

/** What was found out, and whether the activation is nobody's word. */
export interface Examination {
  readonly examined: Examined;
  /** Null where a source or the user says it, or the window is not known. */
  readonly assumed: KnownActivation | null;
}

/**
 * @param operate what does the surgery, which may remember it from the last time
 * @throws UserError when the surgery cannot follow the network, or the answers do not fit it
 */
export async function examine(
  source: Source,
  answers: Answers,
  operate: TrySurgery = trySurgery,
): Promise<Examination> {
  const { model, path } = source;
  const input = explained(path, () => imageInput(model));
  const { channels } = input;
  if (channels !== 1 && channels !== 3)
    throw new UserError("invalid-model", said("models.channels", { path, channels }));
  const window = windowOf(source, answers);
  const output = answers.output ?? source.head.output;
  const operation = window && (await operatedFor(source, window, output, operate));
  const head = operation && answeredHead(source, operation, answers);
  const pixels = preprocessingOf(source, input.channels, answers);
  const outputs = model.graph?.output.map(({ name }) => name) ?? [];
  const examined: Examined = {
    title: source.title,
    format: source.format,
    bytes: source.bytes,
    channels: input.channels,
    outputs,
    output: output ?? outputs[0] ?? "",
    window: window ?? null,
    preprocessing: pixels?.preprocessing ?? null,
    classes: head?.classes ?? ["?"],
    background: head?.background ?? null,
    activation: head?.activation ?? "none",
    activationReason: inEnglish(reasonOf(head)),
    activationSaid: reasonOf(head),
    card: null,
    remembered: {},
    notices: [...(head?.isAssumed ? [activationAssumed(head)] : []), ...(pixels?.notices ?? [])],
    missing: [
      ...(window ? [] : (["window"] as const)),
      ...(pixels ? [] : (["preprocessing"] as const)),
    ],
    lines: source.said
      ? metadataLines(source.said, {
          classes: head?.classes.length,
          areNamed: answers.classes !== undefined || source.head.classes !== undefined,
          window: input.width === null && input.height === null && answers.window === undefined,
        }).map((line) => because(line))
      : [],
    surgery: operation?.found ?? null,
  };
  return { examined, assumed: head?.isAssumed ? head : null };
}

/** Why the activation is what it is. */
const reasonOf = (head: KnownActivation | undefined): Message =>
  head === undefined ? said("models.window-unknown") : (head.said ?? raw(head.reason));

/** A network of another task is refused for being one, rather than for the node at which that shows. */
async function operatedFor(
  source: Source,
  window: Size,
  output: string | undefined,
  operate: TrySurgery,
): Promise<SurgeryAttempt> {
  try {
    return await operate(source, window, output);
  } catch (cause) {
    const task = source.said?.task;
    if (task === undefined || !(cause instanceof UserError)) throw cause;
    throw new UserError(
      cause.code,
      said("models.other-task", {
        why: cause.said ?? raw(cause.message),
        task: printableName(task, 40),
      }),
      { cause },
    );
  }
}

function windowOf({ model, input }: Source, answers: Answers): Size | undefined {
  const declared = imageInput(model);
  const width = answers.window?.width ?? input.width ?? declared.width;
  const height = answers.window?.height ?? input.height ?? declared.height;
  return width && height ? { width, height } : undefined;
}

/** What the surgery found out: it takes its time, and depends on few of the answers. */
export interface SurgeryAttempt {
  readonly classes: number;
  /** Operator that makes the scores. */
  readonly last: string;
  /** What the scores are like. */
  readonly scores: MeasuredScores;
  readonly found: NonNullable<Examined["surgery"]>;
}

export type TrySurgery = (
  source: Source,
  window: Size,
  output: string | undefined,
) => Promise<SurgeryAttempt>;

/** @throws UserError when the surgery cannot follow the network, or what it made is not the network any more */
export const trySurgery: TrySurgery = async ({ model, path }, window, output) => {
  const surgery = explained(path, () =>
    convolutionalize(model, { window, outputs: output === undefined ? undefined : [output] }),
  );
  const { classes, classifier } = surgery;
  const told = await found(surgery);
  return { classes, last: classifier.last, scores: await measureScores(surgery), found: told };
};

async function found(surgery: FullyConvolutional): Promise<SurgeryAttempt["found"]> {
  const equality = expectedEquality(surgery);
  return {
    strideX: surgery.horizontal.jump,
    strideY: surgery.vertical.jump,
    parameters: surgery.layers.reduce((sum, { parameters }) => sum + parameters, 0),
    equality,
    exactWindow: equality.class === "ceil" ? receptiveWindow(surgery) : null,
    oneWindow: await checkOneWindow(surgery),
  };
}

/** @throws UserError when there are more or fewer names than classes */
function answeredHead(
  source: Source,
  { classes: count, last, scores }: SurgeryAttempt,
  answers: Answers,
): ClassifierHead & KnownActivation & { readonly isAssumed: boolean } {
  const { path } = source;
  // What the source knows, it knows of its own output.
  const known = source.head.output ?? source.model.graph?.output[0]?.name;
  const head = (answers.output ?? known) === known ? source.head : {};
  // Classes that a file's metadata names may be another output's.
  const stated = source.said?.classes?.length === count ? source.said.classes : undefined;
  const names =
    answers.classes ?? head.classes ?? stated ?? Array.from({ length: count }, (_, i) => String(i));
  if (names.length !== count)
    throw new UserError(
      "invalid-model",
      said("models.class-names", { path, names: names.length, count }),
    );
  const background = answers.background === undefined ? head.background : answers.background;
  if (typeof background === "number" && background >= count)
    throw new UserError(
      "invalid-model",
      said("models.background", { path, background, count: count - 1 }),
    );
  const output = answers.output ?? head.output;
  const chosen = answers.activation ?? head.activation;
  const bySource = said("models.source-says");
  const byUser = said(source.activationSaidBefore ? "models.said-before" : "models.said-now");
  const told = chosen
    ? { activation: chosen, ...because(answers.activation ? byUser : bySource) }
    : activationOf(scores, last, count);
  return {
    kind: "classifier",
    classes: [...names],
    ...(typeof background === "number" ? { background } : {}),
    ...(output === undefined ? {} : { output }),
    ...told,
    isAssumed: chosen === undefined,
  };
}

/**
 * The card of what was examined.
 * @throws UserError that asks for what is missing
 */
export function cardOf(
  source: Source,
  examined: Examined,
  answers: Answers,
): Pick<Card, "input" | "head"> {
  const { window, preprocessing, output, classes, background, activation } = examined;
  const { path } = source;
  if (!window) throw new UserError("invalid-model", said("models.window-open", { path }));
  if (!preprocessing)
    throw new UserError(
      "invalid-model",
      said("models.preprocessing-open", { path, options: presetName.options }),
    );
  const named = answers.output ?? source.head.output;
  return {
    input: { ...window, ...preprocessing },
    head: {
      kind: "classifier",
      classes,
      activation,
      ...(background === null ? {} : { background }),
      ...(named === undefined ? {} : { output }),
    },
  };
}
