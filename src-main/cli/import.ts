/** @file `fullconv import`: a model's files become one of the user's own models. */
import { documentText } from "./text/document.ts";
import { extname } from "node:path";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import type { Answers, Window } from "../../src-core/contract/examined.ts";
import { naming } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { isCascade } from "../../src-core/import/mtcnn/cascade.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { Source } from "../analysis/models/files/source.ts";
import { readSource } from "../analysis/models/files/source.ts";
import type { AnswerOptions } from "./answers.ts";
import { answersOf } from "./answers.ts";
import { print, say } from "./text/terminal.ts";

export interface ImportOptions extends AnswerOptions {
  readonly id: string;
  readonly card?: string;
  readonly title?: string;
  readonly json?: true;
}

/** @throws UserError when a file is no model, something is still to be answered, or an id is taken */
export async function importModels(
  analyst: Analyst,
  paths: readonly string[],
  options: ImportOptions,
): Promise<void> {
  const answers = await answersOf(options);
  const { card } = options;
  const models = await Promise.all(modelsAmong(paths).map((path) => readSource(path)));
  // MTCNN's networks come as a file each: together they are one detector.
  const together = isCascade(models) ? [models] : models.map((model) => [model]);
  if (card !== undefined && models.length > 1)
    throw new UserError(
      "invalid-request",
      `--card ${card} is of one file, ${models.length} are named: import them one by one; of a cascade name the first network`,
    );
  const jobs = together.map((sources) => {
    const [{ title }] = sources as [Source];
    const id = together.length > 1 ? `${options.id}-${slug(title)}` : options.id;
    const files = sources.map(({ path }) => path);
    return {
      files,
      naming: parse(naming, { id, title: options.title }, "--id", "invalid-request"),
    };
  });
  const known = new Set((await analyst.models()).map(({ id }) => id));
  const ids = jobs.map((job) => job.naming.id);
  const taken = ids.find((id, index) => known.has(id) || ids.indexOf(id) < index);
  if (taken !== undefined)
    throw new UserError(
      "output-exists",
      `model ${taken} is there already and is not overwritten: choose another --id`,
    );
  for (const { files, naming: named } of jobs) {
    const [first, ...further] = files as [string, ...string[]];
    // A cascade is what its networks are published as: nothing of it is found out.
    const looked = further.length === 0 ? await lookedAt(analyst, first, answers, card) : null;
    const window = answers.window ?? looked?.window;
    const said = { ...answers, ...(window && { window }) };
    const kept = await analyst.keep(files, said, named, card);
    const why = answers.activation === undefined ? looked?.why : undefined;
    if (why !== undefined) say(`${first}: activation ${kept.head.activation} (${why})`);
    if (options.json) console.log(documentText(kept));
    else print(told(kept, files.join(", ")));
  }
}

/** Shards and labels are read by the file that names them. */
function modelsAmong(paths: readonly string[]): string[] {
  const known = new Set([".onnx", ".json", ".npy"]);
  const strange = paths.find(
    (path) => ![...known, ".bin", ".data"].includes(extname(path).toLowerCase()),
  );
  const models = paths.filter((path) => known.has(extname(path).toLowerCase()));
  if (strange !== undefined || models.length === 0)
    throw new UserError(
      "invalid-request",
      `${strange ?? paths.join(", ")}: is no model file: name an .onnx file, a TensorFlow.js model.json, or MTCNN's .npy files`,
    );
  return models;
}

/**
 * Says what has to be told of a file. Against its true receptive field a network with ceil-mode pools is exact: an imported one
 * gets that window, where neither its card nor an earlier answer has another.
 */
async function lookedAt(
  analyst: Analyst,
  path: string,
  answers: Answers,
  named: string | undefined,
): Promise<{ readonly window: Window | undefined; readonly why: string | undefined }> {
  const examined = await analyst.examine(path, answers, named);
  const { surgery, card, remembered, notices, activationReason } = examined;
  // Why the activation is what it is, assumed or not, is told with it.
  const others = notices.filter(({ code }) => code !== "activation-assumed");
  for (const { message } of others) say(`${path}: ${message}`);
  if (card !== null) return { window: undefined, why: undefined };
  const exact = remembered.window ? null : surgery?.exactWindow;
  return { window: exact ?? undefined, why: activationReason };
}

const slug = (title: string): string =>
  (title.split(/[\s,]+/).at(-1) ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-");

const told = (
  { id, input, head, equality, strideX, strideY, license }: ModelSummary,
  files: string,
): string[] => [
  `${id}: from ${files}, window ${input.width}×${input.height} ${input.color}, stride ${strideX}×${strideY}`,
  `  classes     ${head.classes.length}: ${head.classes.slice(0, 12).join(", ")}${head.classes.length > 12 ? ", …" : ""}; activation ${head.activation}`,
  equality
    ? `  equality    ${equality.class}: ${equality.reason}`
    : "  equality    not looked into: its list of boxes is taken as the network gives it",
  `  licence     ${license}`,
];
