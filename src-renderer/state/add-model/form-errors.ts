/** @file What is still to be said before a model can be added. */
import { card } from "../../../src-core/contract/card.ts";
import type { Examined } from "../../../src-core/contract/examined.ts";
import { naming } from "../../../src-core/contract/examined.ts";
import type { ModelForm } from "./model-form.svelte.ts";

export type FormError =
  "window" | "preprocessing" | "numbers" | "channels" | "title" | "id" | "taken";

/** @param takenIds ids of the models that are there */
export function formErrors(
  form: ModelForm,
  { missing, channels }: Examined,
  takenIds: readonly string[],
): FormError[] {
  const { id, title } = form.naming;
  const own = form.preprocessing === "own" && form.custom.firstInvalid(channels) !== null;
  const errors: Record<FormError, boolean> = {
    channels: channels !== 1 && channels !== 3,
    window: missing.includes("window"),
    preprocessing: missing.includes("preprocessing") && !own,
    numbers: own,
    title: !naming.shape.title.safeParse(title).success,
    id: !card.shape.id.safeParse(id).success,
    taken: takenIds.includes(id),
  };
  return (Object.keys(errors) as FormError[]).filter((error) => errors[error]);
}
