/** @file A message in codes → a sentence in a language. See [Note: Words are made in the window]. */
import type { MessageKey } from "../../../src-core/messages/english.ts";
import type { Filler, Message, Param } from "../../../src-core/messages/template.ts";
import { filled, isMessage } from "../../../src-core/messages/template.ts";
import type { Formats } from "../format.ts";
import { formats } from "../format.ts";
import type { Locale } from "../locale.ts";
import { messages as en } from "./en.ts";
import { messages as zh } from "./zh.ts";

const tables: Record<Locale, Readonly<Record<MessageKey, string>>> = { en, zh };
const between: Record<Locale, string> = { en: ", ", zh: "、" };

/** @returns null for a message of a newer Fullconv, which is not known here */
export function sentence(locale: Locale, message: Message): string | null {
  try {
    return spoken(locale, message, fillerOf(locale));
  } catch {
    return null;
  }
}

/** @throws RangeError for what is not known */
function spoken(locale: Locale, { key, params }: Message, filler: Filler): string {
  const table: Readonly<Record<string, string>> = tables[locale];
  const template = Object.hasOwn(table, key) ? table[key] : undefined;
  if (template === undefined) throw new RangeError(`"${key}" is not known`);
  return filled(template, params, filler);
}

function fillerOf(locale: Locale): Filler {
  const format = formats(locale);
  const plural = new Intl.PluralRules(locale);
  const told = (param: Param): string => {
    if (typeof param === "string") return param;
    if (typeof param === "number") return number(param, format);
    return isMessage(param) ? spoken(locale, param, filler) : param.map(told).join(between[locale]);
  };
  const filler: Filler = {
    fill: (param, as) => (as === undefined ? told(param) : inFormat(Number(param), as, format)),
    isOne: (count) => plural.select(count) === "one",
  };
  return filler;
}

const number = (value: number, { count, number: three }: Formats): string =>
  Number.isInteger(value) ? count(value) : three(value);

function inFormat(value: number, as: string, format: Formats): string {
  if (as === "bytes") return format.bytes(value);
  if (as === "power") return value.toExponential(1);
  return number(value, format);
}
