/** @file The words and the numbers' look in the language that is chosen. */
import type { Formats } from "../i18n/format.ts";
import { formats } from "../i18n/format.ts";
import type { Locale, Messages } from "../i18n/index.ts";
import { messages } from "../i18n/index.ts";

export class Language {
  private readonly chosen: { readonly locale: Locale };

  constructor(chosen: { readonly locale: Locale }) {
    this.chosen = chosen;
  }

  readonly t: Messages = $derived.by(() => messages[this.chosen.locale]);
  readonly format: Formats = $derived.by(() => formats(this.chosen.locale));

  get locale(): Locale {
    return this.chosen.locale;
  }
}
