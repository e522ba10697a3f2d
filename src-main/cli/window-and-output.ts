/** @file Window and output of a file that is looked into: as they are said now, were said before, or stand in its card. */
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import type { Window } from "../../src-core/contract/examined.ts";
import type { CardLookup } from "../analysis/models/cards/card-lookup.ts";
import type { Library } from "../analysis/models/library.ts";
import type { Source } from "../analysis/models/files/source.ts";

export interface WindowAndOutputOptions {
  readonly window?: Window;
  readonly scores?: string;
  readonly card?: string;
}

export interface WindowAndOutput {
  readonly window: Window | undefined;
  readonly output: string | undefined;
  readonly known: CardLookup;
}

/** @throws UserError where a card is broken, of another file, or contradicted */
export async function windowAndOutput(
  library: Library,
  source: Source,
  { window, scores, card }: WindowAndOutputOptions,
): Promise<WindowAndOutput> {
  const known = await library.lookUpCard(source, { answers: { window, output: scores }, card });
  const head = (known.card ?? known.kept ?? known.over)?.card.head;
  const input = (known.card ?? known.kept ?? known.over)?.card.input;
  const made = head && headOf(head);
  const named = made?.answerable ? made.outputs?.[0] : undefined;
  const { window: said, output = named } = known.answers;
  const own = made?.answerable ? input : undefined;
  return {
    window: said ?? (own && { width: own.width, height: own.height }),
    output,
    known,
  };
}
