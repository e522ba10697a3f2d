/** @file Examines a file again and again while its user answers: the surgery is done once per window and output. */
import type { Answers, Examined } from "../../src-core/contract/examined.ts";
import type { Operation } from "./examine.ts";
import { examine, operated } from "./examine.ts";
import { examinedByCard } from "./examined-by-card.ts";
import type { Library } from "./library.ts";
import { Recent } from "./recent.ts";
import { readSource } from "./source.ts";

export class Examiner {
  private readonly operations = new Recent<Operation>(8);

  private readonly library: Library;

  /** @param library knows the cards that files have already */
  constructor(library: Library) {
    this.library = library;
  }

  async examine(path: string, answers: Answers): Promise<Examined> {
    const source = await readSource(path);
    const known = await this.library.known(source, answers);
    if (known) return examinedByCard(source, known);
    const { examined } = await examine(source, answers, (_source, window, output) => {
      const key = JSON.stringify([source.sha256, window, output]);
      return this.operations.get(key, () => operated(source, window, output));
    });
    return examined;
  }
}
