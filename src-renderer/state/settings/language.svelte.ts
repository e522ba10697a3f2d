/** @file The words and the numbers' look in the language that is chosen. */
import type { BatchState } from "../../../src-core/contract/batch.ts";
import type { Formats } from "../../i18n/format.ts";
import { formats } from "../../i18n/format.ts";
import type { Locale, Messages } from "../../i18n/index.ts";
import { messages } from "../../i18n/index.ts";
import type { BoxLabel } from "../../viewer/boxes/visible-boxes.ts";
import { otherFileCount, shortName } from "../../presentation/short-names.ts";

export class Language {
  private readonly chosen: { readonly locale: Locale };

  constructor(chosen: { readonly locale: Locale }) {
    this.chosen = chosen;
  }

  readonly t: Messages = $derived.by(() => messages[this.chosen.locale]);
  readonly format: Formats = $derived.by(() => formats(this.chosen.locale));

  /** What a batch is called: its folder, or its first file and how many others there are. */
  batchName({ name, total }: Pick<BatchState, "name" | "total">): string {
    const others = otherFileCount(name, total);
    return others === 0 ? name : this.t.batch.called(name, others, this.format.count(others));
  }

  /** What stands on a detection. */
  labelOf({
    detection: { label, score, edited },
    showsScore,
  }: Pick<BoxLabel, "detection" | "showsScore">): string {
    if (!showsScore) return shortName(label);
    const by = edited === "added" ? this.t.results.byHand : this.format.score(score);
    return `${shortName(label)}  ${by}`;
  }

  get locale(): Locale {
    return this.chosen.locale;
  }
}
