/** @file `fullconv import`: a model's files become one of the user's own models. */
import { extname } from "node:path";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import { naming } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { isCascade } from "../../src-core/import/mtcnn/cascade.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { Source } from "../analysis/source.ts";
import { readSource } from "../analysis/source.ts";
import type { AnswerOptions } from "./answers.ts";
import { answersOf } from "./answers.ts";
import { say } from "./terminal.ts";

export interface ImportOptions extends AnswerOptions {
  readonly id: string;
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
  const models = await Promise.all(modelsAmong(paths).map(readSource));
  // MTCNN's networks come as a file each: together they are one detector.
  const together = isCascade(models) ? [models] : models.map((model) => [model]);
  const jobs = together.map((sources) => {
    const [{ title, format }] = sources as [Source];
    const id = together.length > 1 ? `${options.id}-${slug(title)}` : options.id;
    const own = sources.length > 1 ? "MTCNN" : format === "onnx" ? options.id : title;
    const named = { id, title: options.title ?? own };
    const files = sources.map(({ path }) => path);
    return { files, ...parse(naming, named, "--id", "invalid-request") };
  });
  const known = new Set((await analyst.models()).map(({ id }) => id));
  const taken = jobs.find(
    ({ id }, index) => known.has(id) || jobs.findIndex((job) => job.id === id) < index,
  );
  if (taken)
    throw new UserError(
      "output-exists",
      `model ${taken.id} is there already and is not overwritten: choose another --id`,
    );
  for (const { files, id, title } of jobs) {
    const [first, ...further] = files as [string, ...string[]];
    // A cascade is what its networks are published as: nothing of it is found out.
    const examined = further.length === 0 ? await analyst.examine(first, answers) : null;
    // Against its true receptive field a network with ceil-mode pools is exact: an imported one gets that window.
    const window = answers.window ?? examined?.surgery?.exactWindow;
    const kept = await analyst.keep(
      files,
      { ...answers, ...(window && { window }) },
      { id, title },
    );
    const why = answers.activation === undefined ? examined?.activationReason : undefined;
    if (why !== undefined) say(`${first}: activation ${kept.head.activation} (${why})`);
    console.log(options.json ? JSON.stringify(kept) : told(kept, files.join(", ")));
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

const slug = (title: string): string =>
  (title.split(/[\s,]+/).at(-1) ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-");

const told = (
  { id, input, head, equality, strideX, strideY, license }: ModelSummary,
  files: string,
): string =>
  [
    `${id}: from ${files}, window ${input.width}×${input.height} ${input.color}, stride ${strideX}×${strideY}`,
    `  classes     ${head.classes.length}: ${head.classes.slice(0, 12).join(", ")}${head.classes.length > 12 ? ", …" : ""}; activation ${head.activation}`,
    `  equality    ${equality.class}: ${equality.reason}`,
    `  licence     ${license}`,
  ].join("\n");
