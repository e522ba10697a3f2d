/** @file What is told of a file that has its card already: nothing is left to be asked. */
import { basename } from "node:path";
import type { Examined } from "../../src-core/contract/examined.ts";
import type { KnownCard } from "./known-card.ts";
import { fit, withDefaults } from "./model.ts";
import type { Source } from "./source.ts";

/** @throws UserError where file and card do not fit together */
export async function examinedByCard(
  source: Source,
  { card: said, path }: KnownCard,
): Promise<Examined> {
  const card = withDefaults(said, source);
  const { surgery } = await fit(source, card, "native", []);
  const { width, height, ...preprocessing } = card.input;
  const { classes, background, activation } = card.head;
  const outputs = source.model.graph?.output.map(({ name }) => name) ?? [];
  return {
    ...{ title: card.title.en, format: source.format, bytes: source.bytes },
    ...{ channels: surgery.input.channels, outputs, output: outputs[0] ?? "" },
    ...{ window: { width, height }, preprocessing, classes, activation },
    background: background ?? null,
    activationReason: `${basename(path)} says so`,
    card: basename(path),
    missing: [],
    surgery: null,
  };
}
