/** @file The languages of the window. A language that lacks a message of another does not compile. */
import { locales } from "../../src-core/contract/settings.ts";
import type { Messages } from "./en.ts";
import type { Locale } from "./locale.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export { locales };
export type { Locale, Messages };

export const messages: Record<Locale, Messages> = { en, zh };

/** Each language in its own words, for the switch. */
export const localeNames: Record<Locale, string> = { en: "English", zh: "简体中文" };

/** The first of the user's languages that the window speaks; English where it speaks none. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const found = locales.find((locale) => language.toLowerCase().startsWith(locale));
    if (found) return found;
  }
  return "en";
}
