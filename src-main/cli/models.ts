/** @file `fullconv models` */
import { Library } from "../analysis/library.ts";
import { modelsFolder } from "../app-root.ts";
import { userModelsFolder } from "../user-folder.ts";

/** @throws UserError when a model folder is broken */
export async function listModels({ json }: { json?: true }): Promise<void> {
  const models = await new Library(modelsFolder(), userModelsFolder()).summaries();
  if (json) {
    console.log(JSON.stringify(models));
    return;
  }
  for (const { id, title, input, head, license, equality, strideX, strideY, bytes } of models)
    console.log(
      `${id}: ${title.en}; window ${input.width}×${input.height} ${input.color}, stride ${strideX}×${strideY}, ${head.classes.length} classes, ${equality.class}, ${(bytes / 1e6).toFixed(2)} MB, ${license}`,
    );
}
