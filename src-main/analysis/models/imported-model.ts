/** @file A model that becomes one of the user's own: its card and its files. */
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { Card, UserCard } from "../../../src-core/contract/card.ts";
import type { Answers } from "../../../src-core/contract/examined.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import { cascadeOf } from "../../../src-core/import/mtcnn/cascade.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { cardOf, examine } from "./examination/examine.ts";
import { keptNotices } from "./cards/import-notices.ts";
import type { CardLookup } from "./cards/card-lookup.ts";
import { examinedCard, foldersOf, withDefaults } from "./model.ts";
import type { Source } from "./files/source.ts";
import { explained, sha256Of } from "./files/source.ts";
import { loadStages, readStage, stageName } from "./files/cascade-stages.ts";

/** Their contents under their names. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

export interface ImportedModel {
  /** With the id and the title of its file. */
  readonly card: Card;
  readonly files: ModelFiles;
}

/** One file as it is known: with its card, or with one that is made of what it says and the answers. */
export async function importedFile(known: CardLookup): Promise<ImportedModel> {
  const { card, kept, source, completed } = known;
  if (card) return asItIs(source, card.card, foldersOf(source, card));
  if (kept) return withFile(source, withDefaults(kept.card, source), kept.notices);
  const { made, examined } = await examinedCard(known);
  return withFile(source, withDefaults(completed(made), source), examined.notices);
}

/**
 * With the card that it has already, and the further networks that this names.
 * @param folders where these may lie
 */
async function asItIs(
  source: Source,
  said: UserCard,
  folders: readonly string[],
): Promise<ImportedModel> {
  const card = withDefaults(said, source);
  const { card: own, files } = withFile(source, card);
  const { cascade } = headOf(card.head);
  if (!cascade) return { card: own, files };
  const { head, stages } = cascade;
  await loadStages(source.path, folders, card); // says what is wrong with them
  const further = await Promise.all(
    stages.map(async (stage, index) => {
      const { model } = await readStage(source.path, folders, stage);
      // Those of several folders may have one name.
      const others = ["model", ...stages.slice(0, index).map(stageName)];
      const base = stageName(stage);
      const name = `${others.includes(base) ? `${base}-${index + 2}` : base}.onnx`;
      const content = writeModel(model);
      return { stage: { ...stage, file: name, sha256: sha256Of(content) }, name, content };
    }),
  );
  return {
    card: { ...own, head: { ...head, stages: further.map(({ stage }) => stage) } },
    files: new Map([...files, ...further.map(({ name, content }) => [name, content] as const)]),
  };
}

function withFile({ model }: Source, card: Card, notices: readonly Notice[] = []): ImportedModel {
  const content = writeModel(model);
  return {
    card: { ...card, file: "model.onnx", sha256: sha256Of(content) },
    files: new Map([["model.onnx", content], ...keptNotices(card, notices)]),
  };
}

/** @param sources the networks of a cascade @throws UserError when they do not belong together */
export async function importedCascade(
  sources: readonly Source[],
  answers: Answers,
): Promise<ImportedModel> {
  const [{ path }] = sources as [Source];
  const { first, further, head } = explained(path, () => cascadeOf(sources));
  const { examined } = await examine(first, answers);
  const card = withDefaults(cardOf(first, examined, answers), first);
  const contents = new Map([
    ["model.onnx", writeModel(first.model)],
    ...keptNotices(card, examined.notices),
  ]);
  const stages = further.map(({ name, stage, network }) => {
    const [file, content] = [`${name}.onnx`, writeModel(network.model)];
    contents.set(file, content);
    return { ...stage, file, sha256: sha256Of(content) };
  });
  const { classes, background, activation } = card.head;
  return {
    card: {
      ...card,
      file: "model.onnx",
      sha256: sha256Of(contents.get("model.onnx") ?? new Uint8Array()),
      head: { ...head, classes, background, activation, stages },
      provenance: {
        ...card.provenance,
        data: sources.map(({ source }) => source).join("; "),
      },
    },
    files: contents,
  };
}
