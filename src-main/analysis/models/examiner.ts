/** @file Examines a file again and again while its user answers: the surgery is done once per window and output. */
import { basename } from "node:path";
import type { Answers, Examined } from "../../../src-core/contract/examined.ts";
import type { TrySurgery, SurgeryAttempt } from "./examination/examine.ts";
import { examine, trySurgery } from "./examination/examine.ts";
import type { CardPath } from "./cards/card-lookup.ts";
import { explainNetwork } from "./cards/card-lookup.ts";
import { examinedByCard } from "./examined-by-card.ts";
import type { Library } from "./library.ts";
import { RecentlyUsed } from "../jobs/recently-used.ts";
import { readSource } from "./files/source.ts";

export class Examiner {
  private readonly operations = new RecentlyUsed<SurgeryAttempt>(8);

  private readonly library: Library;

  /** @param library knows the cards that files have already */
  constructor(library: Library) {
    this.library = library;
  }

  /** @param card its card, where the user names one or one came with it */
  async examine(path: string, answers: Answers, card?: CardPath): Promise<Examined> {
    const read = await readSource(path);
    const known = await this.library.lookUpCard(read, { answers, card });
    if (known.card) return examinedByCard(read, known.card, known.notices);
    const { source, remembered } = known;
    const operate: TrySurgery = (_source, window, output) => {
      const key = JSON.stringify([source.sha256, window, output]);
      return this.operations.get(key, () => trySurgery(source, window, output));
    };
    const { examined } = await explainNetwork(known, () => examine(source, known.answers, operate));
    const over = known.over ? basename(known.over.path) : null;
    return {
      ...examined,
      card: over,
      remembered,
      notices: [...known.notices, ...examined.notices],
    };
  }
}
