/** @file A model made ready: its card, and what the surgery made of its network. */
import { basename, dirname, extname, join } from "node:path";
import type { Stride } from "../../src-core/contract/api.ts";
import type { Card, UserCard } from "../../src-core/contract/card.ts";
import { card as cardSchema } from "../../src-core/contract/card.ts";
import type { Answers } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { FullyConvolutional } from "../../src-core/network/convolutionalize.ts";
import type { Detector } from "../../src-core/network/detector.ts";
import { passFlops } from "../../src-core/network/cost.ts";
import type { ExpectedEquality } from "../../src-core/network/equality.ts";
import { expectedEquality, receptiveWindow } from "../../src-core/network/equality.ts";
import { activationAssumed } from "./activation.ts";
import { contentOf, weightsDigest } from "./content.ts";
import { cardOf, examine } from "./examine.ts";
import type { KeptCard } from "./kept-cards.ts";
import { keepCard, keptCard } from "./kept-cards.ts";
import { knownCard, readUserCard } from "./known-card.ts";
import type { Operated } from "./operate.ts";
import { operate } from "./operate.ts";
import type { Source } from "./source.ts";
import { inFloat, otherTask } from "./network-notices.ts";
import { explained, readJson, readSource } from "./source.ts";
import type { LoadedStage } from "./stages.ts";
import { loadStages } from "./stages.ts";

export type { Stride };

export interface LoadedModel {
  readonly card: Card;
  readonly surgery: FullyConvolutional;
  /** The network's maps and their anchors; null where each cell is a window, which a dense twin can be shown. */
  readonly detector: Detector | null;
  readonly expected: ExpectedEquality;
  /** Networks that look at what this one finds. */
  readonly stages: readonly LoadedStage[];
  /** FLOPs of the classifier on one window, at its own strides. */
  readonly windowFlops: number;
  /** What its networks are known by: the same for the same file, card and stride. */
  readonly content: string;
  /** Size of the model's files. */
  readonly bytes: number;
  /** What was inferred or chosen for a file without a card, for its user to see. */
  readonly notes: readonly string[];
  /** What every result of it has to tell. */
  readonly notices: readonly Notice[];
}

/** @throws UserError when card and file are missing, broken, or do not fit together */
export async function loadModel(folder: string, stride: Stride = "native"): Promise<LoadedModel> {
  const card = await readCard(folder);
  const source = await readSource(join(folder, card.file));
  if (source.sha256 !== card.sha256)
    throw new UserError(
      "invalid-model",
      `${source.path}: is not the file of its card (sha256 ${source.sha256.slice(0, 12)}…, the card says ${card.sha256.slice(0, 12)}…): restore it`,
    );
  return fit(source, card, stride, [], source.sha256);
}

/**
 * A file of the user's, with its card: the one named, the card.json beside it that names this file, the one that is published
 * for its content, the one kept from last time, or one that is made of what the file says and the answers, which is kept for
 * next time.
 * @param published folder of cards for networks of somebody else's
 * @throws UserError that asks for what is missing
 */
export async function loadModelFile(
  path: string,
  cardPath: string | undefined,
  answers: Answers,
  stride: Stride = "native",
  published = "",
): Promise<LoadedModel> {
  const source = await readSource(path);
  const known =
    cardPath === undefined
      ? await knownCard(source, published)
      : { card: await readUserCard(cardPath), path: cardPath };
  if (known) {
    const notes = cardPath === undefined ? [`${path}: with the card ${known.path}`] : [];
    return fit(source, withDefaults(known.card, source), stride, notes);
  }
  const kept = await keptCard(source.sha256);
  if (kept && Object.keys(answers).length === 0) {
    const model = await fit(source, withDefaults(kept.card, source), stride, []);
    const { activationReason: reason } = kept;
    const { activation } = kept.card.head;
    return {
      ...model,
      notes: [`${path}: with the card kept in ${kept.path}`, ...offer(model)],
      notices: [
        ...model.notices,
        ...(reason === null ? [] : [activationAssumed({ activation, reason })]),
      ],
    };
  }
  const base = kept ? withKept(source, kept, answers) : source;
  const { examined, assumed } = await examine(base, answers);
  const card = cardOf(base, examined, answers);
  const model = await fit(source, withDefaults(card, source), stride, []);
  const place = await keepCard(source.sha256, card, assumed?.reason ?? null);
  const { input, head } = card;
  const notes = [
    `${path}: window ${input.width}×${input.height}, ${input.color}, (pixel · ${input.scale} − ${input.mean.join(", ")}) / ${input.std.join(", ")}`,
    `${head.classes.length} classes, activation ${head.activation} (${examined.activationReason}); kept in ${place}`,
    ...(examined.said ?? []).map((line) => `${path}: ${line}`),
    ...offer(model),
  ];
  return {
    ...model,
    notes,
    notices: [...model.notices, ...(assumed ? [activationAssumed(assumed)] : [])],
  };
}

/** What was answered before, where it is not answered anew. Classes belong to an output; what was assumed, to nobody. */
function withKept(source: Source, kept: KeptCard, { output }: Answers): Source {
  const { input, head } = kept.card;
  if (output !== undefined || head.kind !== "classifier") return { ...source, input, head: {} };
  const { activation, ...answered } = head;
  return kept.activationReason === null
    ? {
        ...source,
        input,
        head: { ...answered, activation },
        activationReason: "as it was said before",
      }
    : { ...source, input, head: answered };
}

function offer({ surgery, expected }: LoadedModel): string[] {
  if (expected.class !== "ceil") return [];
  const { width, height } = receptiveWindow(surgery);
  return [`with --window ${width}x${height} the pass is exact`];
}

/** The card of a model's folder. @throws UserError when it is missing or broken */
export async function readCard(folder: string): Promise<Card> {
  const path = join(folder, "card.json");
  return parse(cardSchema, await readJson(path), path, "invalid-model");
}

/** What a card of the user's leaves out. */
export function withDefaults(card: UserCard, source: Source): Card {
  const name = basename(source.path, extname(source.path));
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    id: id.replace(/^-+|-+$/g, "") || "model",
    title: { en: source.title, zh: source.title },
    version: "0",
    license: source.license ?? "unknown",
    provenance: { data: source.source, script: "unknown", seed: 0, metrics: {} },
    ...Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined)),
    input: card.input,
    head: card.head,
    file: basename(source.path),
    sha256: source.sha256,
  };
}

/**
 * The model of a file and its card.
 * @param digest of the file with all of its weights
 * @throws UserError where they do not fit together
 */
export async function fit(
  source: Source,
  card: Card,
  stride: Stride,
  notes: readonly string[],
  digest = weightsDigest(source),
): Promise<LoadedModel> {
  const { path } = source;
  const operated = (wanted: Stride): Operated =>
    explained(path, () => operate(source.model, card, wanted));
  const { surgery, detector } = operated(stride);
  const expected = expectedEquality(surgery);
  if (stride === 1) checkDense(path, surgery, expected);
  const targets = card.input.color === "gray" ? 1 : 3;
  if (surgery.input.channels !== targets)
    throw new UserError(
      "invalid-model",
      `${path}: the card says ${card.input.color} (${targets} channels), the network reads ${surgery.input.channels}`,
    );
  // À trous, the layers compute more than the classifier does on its window.
  const native = stride === "native" ? surgery : operated("native").surgery;
  const windowFlops = passFlops(native.layers, surgery.window);
  const stages = await loadStages(dirname(path), card);
  const bytes = stages.reduce((sum, stage) => sum + stage.bytes, source.bytes);
  const notices = [
    ...[surgery, ...stages.map((stage) => stage.surgery)].flatMap(inFloat),
    ...(card.head.kind === "classifier" ? otherTask(source) : []),
  ];
  const content = contentOf(digest, card, stride);
  return {
    ...{ card, surgery, detector, expected, stages, windowFlops, content, bytes },
    ...{ notes, notices },
  };
}

/** @throws UserError where a cell for every pixel would not be what the window gives */
export function checkDense(
  path: string,
  { window }: FullyConvolutional,
  { class: kind, reason }: ExpectedEquality,
): void {
  if (kind === "exact") return;
  throw new UserError(
    "invalid-model",
    `${path}: stride 1 is exact only where nothing is padded and every pool is complete on ${window.width}×${window.height}; here ${reason}`,
  );
}
