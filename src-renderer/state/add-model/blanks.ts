/** @file What is still to be said before a model can be added. */
import { card } from "../../../src-core/contract/card.ts";
import type { Examined } from "../../../src-core/contract/examined.ts";
import { naming } from "../../../src-core/contract/examined.ts";
import type { ModelForm } from "./form.svelte.ts";

export type Blank = "window" | "preprocessing" | "numbers" | "channels" | "title" | "id" | "taken";

/** @param taken ids of the models that are there */
export function blanksOf(
  form: ModelForm,
  { missing, channels }: Examined,
  taken: readonly string[],
): Blank[] {
  const { id, title } = form.naming;
  const own = form.preprocessing === "own" && form.own.unreadable(channels) !== null;
  const found: Record<Blank, boolean> = {
    channels: channels !== 1 && channels !== 3,
    window: missing.includes("window"),
    preprocessing: missing.includes("preprocessing") && !own,
    numbers: own,
    title: !naming.shape.title.safeParse(title).success,
    id: !card.shape.id.safeParse(id).success,
    taken: taken.includes(id),
  };
  return (Object.keys(found) as Blank[]).filter((blank) => found[blank]);
}
