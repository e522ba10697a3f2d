/** @file A model made ready: its card, and what the surgery made of its network. */
import { said } from "../../../src-core/messages/said.ts";
import { basename, dirname, extname, join, resolve } from "node:path";
import type { Stride } from "../../../src-core/contract/api.ts";
import type { Card, UserCard } from "../../../src-core/contract/card.ts";
import { card as cardSchema } from "../../../src-core/contract/card.ts";
import type { Answers, Examined } from "../../../src-core/contract/examined.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import { parse } from "../../../src-core/contract/parse.ts";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { Detector } from "../../../src-core/network/surgery/detector.ts";
import { passFlops } from "../../../src-core/network/properties/cost.ts";
import type { ExpectedEquality } from "../../../src-core/network/properties/equality.ts";
import {
  expectedEquality,
  receptiveWindow,
} from "../../../src-core/network/properties/equality.ts";
import type { Identity } from "./files/model-identity.ts";
import { contentOf, identityOf, weightsDigest } from "./files/model-identity.ts";
import { checkSum, sumNotes } from "./files/checksum.ts";
import { cardOf, examine } from "./examination/examine.ts";
import { fileBeside } from "./files/file-beside.ts";
import { keepCard } from "./cards/kept-cards.ts";
import type { CardLookup } from "./cards/card-lookup.ts";
import { explainUnused, explainNetwork, lookUpCard } from "./cards/card-lookup.ts";
import type { ExistingCard } from "./cards/existing-card.ts";
import type { SurgeryResult } from "./surgery.ts";
import { performSurgery } from "./surgery.ts";
import type { Source } from "./files/source.ts";
import { noticesOfImport } from "./cards/import-notices.ts";
import { inFloat, otherTask } from "./network-notices.ts";
import { explained, readJson, readSource } from "./files/source.ts";
import type { LoadedStage } from "./files/cascade-stages.ts";
import { loadStages } from "./files/cascade-stages.ts";

export type { Stride };

export interface LoadedModel {
  readonly card: Card;
  readonly surgery: FullyConvolutional;
  /** The network's maps and their anchors; null where each cell is a window, which a dense twin can be shown. */
  readonly detector: Detector | null;
  /** Null for a network that nobody has looked into: a list of boxes. */
  readonly expected: ExpectedEquality | null;
  /** Networks that look at what this one finds. */
  readonly stages: readonly LoadedStage[];
  /** FLOPs of the classifier on one window, at its own strides; of windows alone. */
  readonly windowFlops: number;
  /** What its networks are known by: the same for the same file, card and stride. */
  readonly content: string;
  /** With the weights of its stages. */
  readonly identity: Identity;
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
  const source = await readSource(await fileBeside(folder, card.file, join(folder, "card.json")));
  await checkSum(source, card.sha256);
  const notices = await noticesOfImport(folder, card);
  return fitCard(source, card, stride, { digest: source.sha256, notices });
}

/**
 * A file of the user's, with its card: the one named, the card.json beside it that is of this file, the one that is published
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
  const known = await lookUpCard(source, { answers, card: cardPath }, published);
  const { card, kept, notices } = known;
  if (card) {
    const notes = [
      ...(card.origin === "named" ? [] : [`${path}: with the card ${card.path}`]),
      ...(await sumNotes(source, card.card.sha256)),
    ];
    const folders = foldersOf(source, card);
    return fitCard(source, withDefaults(card.card, source), stride, { notes, notices, folders });
  }
  if (kept) {
    const told = { notices: [...notices, ...kept.notices] };
    const model = await fitCard(source, withDefaults(kept.card, source), stride, told);
    return {
      ...model,
      notes: [`${path}: with the card kept in ${kept.path}`, ...exactWindowHint(model)],
    };
  }
  return loadExamined(known, stride);
}

/** A file with the card that is made of what it says and the answers. @throws UserError that asks for what is missing */
export async function examinedCard(
  known: CardLookup,
): Promise<{ readonly examined: Examined; readonly made: Pick<Card, "input" | "head"> }> {
  const { source, answers } = known;
  const { examined } = await explainNetwork(known, () => examine(source, answers));
  const asked = examined.window ? explainUnused : explainNetwork;
  return { examined, made: await asked(known, () => cardOf(source, examined, answers)) };
}

/** With a card that is made of what the file says and the answers. */
async function loadExamined(known: CardLookup, stride: Stride): Promise<LoadedModel> {
  const { source, answers, completed, over } = known;
  const { path } = source;
  const { examined, made } = await examinedCard(known);
  const notices = [...known.notices, ...examined.notices];
  const model = await fitCard(source, withDefaults(completed(made), source), stride, { notices });
  const place = over
    ? `over ${over.path}`
    : `kept in ${await keepCard(source.sha256, made, answers, examined.notices)}`;
  const { input, head } = made;
  const notes = [
    `${path}: window ${input.width}×${input.height}, ${input.color}, (pixel · ${input.scale} − ${input.mean.join(", ")}) / ${input.std.join(", ")}`,
    `${head.classes.length} classes, activation ${head.activation} (${examined.activationReason}); ${place}`,
    ...(examined.lines ?? []).map(({ reason }) => `${path}: ${reason}`),
    ...exactWindowHint(model),
  ];
  return { ...model, notes };
}

function exactWindowHint({ surgery, expected }: LoadedModel): string[] {
  if (expected?.class !== "ceil") return [];
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

/** Where the further networks of a card may lie: beside it, or beside the first network. */
export const foldersOf = ({ path }: Source, card: ExistingCard): string[] => [
  ...new Set([dirname(card.path), dirname(path)].map((folder) => resolve(folder))),
];

interface ModelNotes {
  readonly notes?: readonly string[];
  readonly notices?: readonly Notice[];
  /** Where further networks are looked for; beside the file where they are left out. */
  readonly folders?: readonly string[];
  /** Of the file with all of its weights. */
  readonly digest?: string;
}

/** The model of a file and its card. @throws UserError where they do not fit together */
export async function fitCard(
  source: Source,
  card: Card,
  stride: Stride,
  {
    notes = [],
    notices = [],
    folders = [dirname(source.path)],
    digest = weightsDigest(source),
  }: ModelNotes = {},
): Promise<LoadedModel> {
  const { path } = source;
  const operated = (wanted: Stride): SurgeryResult =>
    explained(path, () => performSurgery(source.model, card, wanted));
  const { surgery, detector } = operated(stride);
  const expected = isLookedInto(detector) ? expectedEquality(surgery) : null;
  if (stride === 1 && expected) checkDense(path, surgery, expected);
  const targets = card.input.color === "gray" ? 1 : 3;
  if (surgery.input.channels !== targets)
    throw new UserError(
      "invalid-model",
      said("models.card-channels", {
        path,
        color: card.input.color,
        targets,
        channels: surgery.input.channels,
      }),
    );
  // À trous, the layers compute more than the classifier does on its window.
  const native = stride === "native" ? surgery : operated("native").surgery;
  const windowFlops = passFlops(native.layers, surgery.window);
  const stages = await loadStages(path, folders, card);
  const bytes = stages.reduce((sum, stage) => sum + stage.bytes, source.bytes);
  const told = [
    ...[surgery, ...stages.map((stage) => stage.surgery)].flatMap(inFloat),
    ...(card.head.kind === "classifier" ? otherTask(source) : []),
  ];
  const content = contentOf(digest, card, stride);
  const identity = identityOf(
    digest,
    card,
    stages.map((stage) => stage.content),
  );
  return {
    card,
    surgery,
    detector,
    expected,
    stages,
    windowFlops,
    content,
    identity,
    bytes,
    notes,
    notices: [...notices, ...told],
  };
}

/** Whether the network's layers are known: those of a list of boxes are not. */
export const isLookedInto = (detector: Detector | null): boolean => detector?.form !== "list";

/** @throws UserError where a cell for every pixel would not be what the window gives */
export function checkDense(
  path: string,
  { window }: FullyConvolutional,
  { class: kind, reason }: ExpectedEquality,
): void {
  if (kind === "exact") return;
  throw new UserError(
    "invalid-model",
    said("models.stride-exact-only-where", {
      path,
      width: window.width,
      height: window.height,
      reason,
    }),
  );
}
