/** @file A model's own sample under that model. */
import type { ModelSummary } from "../../../src-core/contract/api.ts";
import type { ImageOpener } from "./image-opener.svelte.ts";
import type { Models } from "./models.svelte.ts";

/** The image that is shown is not run through the model before: the model is chosen when the sample is there. */
export async function openSampleOf(
  { opener, models }: { readonly opener: ImageOpener; readonly models: Models },
  model: ModelSummary,
): Promise<void> {
  if (await opener.openSample(model)) models.choose(model.id);
}
