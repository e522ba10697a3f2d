/** @file A model that becomes one of the user's own: its card and its files. */
import { dirname, join } from "node:path";
import type { Card, UserCard } from "../../src-core/contract/card.ts";
import type { Answers } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { cascadeOf } from "../../src-core/import/mtcnn/cascade.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import { cardOf, examine } from "./examine.ts";
import { withDefaults } from "./model.ts";
import type { Source } from "./source.ts";
import { explained, readSource, sha256Of } from "./source.ts";
import { loadStages, stageName } from "./stages.ts";

/** Their contents under their names. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

export interface ImportedModel {
  /** With the id and the title of its file. */
  readonly card: Card;
  readonly files: ModelFiles;
}

/**
 * @param sources of one model: a file, or a cascade's networks
 * @throws UserError when something is still to be answered, or files do not belong together
 */
export async function imported(
  sources: readonly Source[],
  answers: Answers,
): Promise<ImportedModel> {
  const [only] = sources;
  if (!only) throw new UserError("invalid-request", "no file of a model is named");
  return sources.length === 1 ? single(only, answers) : cascade(sources, answers);
}

const single = async (source: Source, answers: Answers): Promise<ImportedModel> =>
  withFile(source, await answered(source, answers));

/** With the card that it has already, and the further networks that this names. */
export async function asItIs(source: Source, said: UserCard): Promise<ImportedModel> {
  const card = withDefaults(said, source);
  const { card: own, files } = withFile(source, card);
  const { head } = card;
  if (head.kind !== "pnet" || !head.stages) return { card: own, files };
  const folder = dirname(source.path);
  await loadStages(folder, card); // says what is wrong with them
  const further = await Promise.all(
    head.stages.map(async (stage) => {
      const { model } = await readSource(join(folder, stage.file));
      const [name, content] = [`${stageName(stage)}.onnx`, writeModel(model)];
      return { stage: { ...stage, file: name, sha256: sha256Of(content) }, name, content };
    }),
  );
  return {
    card: { ...own, head: { ...head, stages: further.map(({ stage }) => stage) } },
    files: new Map([...files, ...further.map(({ name, content }) => [name, content] as const)]),
  };
}

function withFile({ model }: Source, card: Card): ImportedModel {
  const content = writeModel(model);
  return {
    card: { ...card, file: "model.onnx", sha256: sha256Of(content) },
    files: new Map([["model.onnx", content]]),
  };
}

async function cascade(sources: readonly Source[], answers: Answers): Promise<ImportedModel> {
  const [{ path }] = sources as [Source];
  const { first, further, head } = explained(path, () => cascadeOf(sources));
  const card = await answered(first, answers);
  const contents = new Map([["model.onnx", writeModel(first.model)]]);
  const stages = further.map(({ name, stage, network }) => {
    const [file, content] = [`${name}.onnx`, writeModel(network.model)];
    contents.set(file, content);
    return { ...stage, file, sha256: sha256Of(content) };
  });
  const { classes, background, activation } = card.head;
  return {
    card: {
      ...card,
      ...{ file: "model.onnx", sha256: sha256Of(contents.get("model.onnx") ?? new Uint8Array()) },
      head: { ...head, classes, background, activation, stages },
      provenance: {
        ...card.provenance,
        data: sources.map(({ source }) => source).join("; "),
      },
    },
    files: contents,
  };
}

const answered = async (source: Source, answers: Answers): Promise<Card> =>
  withDefaults(cardOf(source, (await examine(source, answers)).examined, answers), source);
