/** @file What is told of a file that has its card already: nothing is left to be asked. */
import { inEnglish, said } from "../../../src-core/messages/said.ts";
import { basename } from "node:path";
import type { Examined } from "../../../src-core/contract/examined.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { ExistingCard } from "./cards/existing-card.ts";
import { fitCard, foldersOf, withDefaults } from "./model.ts";
import type { Source } from "./files/source.ts";

/** @throws UserError where file and card do not fit together */
export async function examinedByCard(
  source: Source,
  known: ExistingCard,
  notices: readonly Notice[],
): Promise<Examined> {
  const { card: written, path } = known;
  const cardSays = said("models.card-says", { card: basename(path) });
  const card = withDefaults(written, source);
  const { surgery } = await fitCard(source, card, "native", { folders: foldersOf(source, known) });
  const { width, height, ...preprocessing } = card.input;
  const { classes, background, activation } = card.head;
  const outputs = source.model.graph?.output.map(({ name }) => name) ?? [];
  return {
    title: card.title.en,
    format: source.format,
    bytes: source.bytes,
    channels: surgery.input.channels,
    outputs,
    output: outputs[0] ?? "",
    window: { width, height },
    preprocessing,
    classes,
    activation,
    background: background ?? null,
    activationReason: inEnglish(cardSays),
    activationSaid: cardSays,
    card: basename(path),
    missing: [],
    remembered: {},
    notices: [...notices],
    surgery: null,
  };
}
