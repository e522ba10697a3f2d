/** @file The further networks of a cascade, beside the first one. */
import { said } from "../../../../src-core/messages/said.ts";
import { headOf } from "../../../../src-core/detection/heads/head-of.ts";
import { basename, extname } from "node:path";
import type { Card, InputCard } from "../../../../src-core/contract/card.ts";
import type { StageCard } from "../../../../src-core/contract/heads.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { FullyConvolutional } from "../../../../src-core/network/surgery/convolutionalize.ts";
import { convolutionalize } from "../../../../src-core/network/surgery/convolutionalize.ts";
import { checkSum } from "./checksum.ts";
import { weightsDigest } from "./model-identity.ts";
import { fileBesideAny } from "./file-beside.ts";
import type { Source } from "./source.ts";
import { explained, readSource } from "./source.ts";

export interface LoadedStage {
  /** Of its file, without the ending. */
  readonly name: string;
  readonly card: StageCard;
  /** As the first network's, with a window of its own. */
  readonly input: InputCard;
  /** Of one window: its cells are crops, and no map is made of them. */
  readonly surgery: FullyConvolutional;
  /** Landmarks of an object. */
  readonly points: number;
  /** What its network is known by. */
  readonly content: string;
  /** Size of its file. */
  readonly bytes: number;
}

export const stageName = ({ file }: StageCard): string => basename(file, extname(file));

/**
 * In the order in which they look.
 * @param owner path of the first network, for errors
 * @param folders of the card and of the first network
 * @throws UserError when a file is missing, is another one than the card says, or has other numbers than the head names
 */
export async function loadStages(
  owner: string,
  folders: readonly string[],
  card: Card,
): Promise<LoadedStage[]> {
  const { cascade } = headOf(card.head);
  if (!cascade) return [];
  return Promise.all(cascade.stages.map((stage) => loadStage(owner, folders, card, stage)));
}

/** @throws UserError when it is in none of the folders, or is another file than the card says */
export async function readStage(
  owner: string,
  folders: readonly string[],
  { file, sha256 }: StageCard,
): Promise<Source> {
  const source = await readSource(
    await fileBesideAny(folders, file, said("models.its-card", { owner })),
  );
  await checkSum(source, sha256);
  return source;
}

async function loadStage(
  owner: string,
  folders: readonly string[],
  { input, head }: Card,
  stage: StageCard,
): Promise<LoadedStage> {
  const source = await readStage(owner, folders, stage);
  const { path, model, bytes } = source;
  const window = { width: stage.window, height: stage.window };
  const { scores, boxes, landmarks } = stage.outputs;
  const outputs = landmarks === undefined ? [scores, boxes] : [scores, boxes, landmarks];
  const surgery = explained(path, () => convolutionalize(model, { window, outputs }));
  const rest = surgery.classes - head.classes.length - 4;
  if (rest < 0 || rest % 2 > 0 || rest > 0 !== (landmarks !== undefined))
    throw new UserError(
      "invalid-model",
      said("models.card-names-classes-four", {
        path,
        classes: head.classes.length,
        which: said(landmarks === undefined ? "models.no-landmarks" : "models.pairs-of-landmarks"),
        classes2: surgery.classes,
      }),
    );
  const name = stageName(stage);
  const seen = { ...input, ...window };
  const content = `${weightsDigest(source)} ${JSON.stringify([seen, outputs])}`;
  return { name, card: stage, input: seen, surgery, points: rest / 2, content, bytes };
}
