/** @file `fullconv models` */
import { inEnglish } from "../../src-core/messages/said.ts";
import { documentText } from "./text/document.ts";
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import { Library } from "../analysis/models/library.ts";
import { modelsFolder } from "../files/app-root.ts";
import { folderTrouble } from "../files/folder-trouble.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import { print } from "./text/terminal.ts";

/** @throws UserError when a model folder is broken */
export async function listModels({ json }: { json?: true }): Promise<void> {
  const own = userModelsFolder();
  const trouble = await folderTrouble(own);
  if (trouble !== null)
    console.warn(`${own}: cannot be read, its models are left out: ${inEnglish(trouble)}`);
  const models = await new Library(modelsFolder(), own).summaries();
  if (json) {
    console.log(documentText(models));
    return;
  }
  for (const model of models) {
    const { id, title, input, head, license, bytes } = model;
    const size = `${input.width}×${input.height} ${input.color}`;
    print([
      `${id}: ${title.en}; ${geometry(model, size)}, ${head.classes.length} ${head.classes.length === 1 ? "class" : "classes"}, ${headOf(head).anchored ? "no dense twin" : (model.equality?.class ?? "not looked into")}, ${(bytes / 1e6).toFixed(2)} MB, ${license}`,
    ]);
  }
}

function geometry({ head, strideX, strideY }: ModelSummary, size: string): string {
  const { anchored } = headOf(head);
  if (!anchored) return `window ${size}, stride ${strideX}×${strideY}`;
  return `input ${size}, strides ${anchored.levels.map(({ stride }) => stride).join(", ")}`;
}
