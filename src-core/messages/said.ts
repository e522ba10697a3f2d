/**
 * @file What Fullconv says, as codes and parameters; the words are made where they are read.
 *
 * [Note: Words are made in the window] Codes with parameters cross the door (workers, api, journals): the window makes its sentences of
 * them, in its language. English stands beside them everywhere, made of the templates here: it is what the command line, its JSON and
 * the log have, and what the window shows as the original message.
 */
import { english, type English, type MessageKey } from "./english.ts";
import { oneLine } from "../printable.ts";
import { bytesInWords } from "./bytes-in-words.ts";
import type { Filler, Message, Param, ParamsOf } from "./template.ts";
import { filled, isMessage } from "./template.ts";

type Given<Template extends string> = keyof ParamsOf<Template> extends never
  ? []
  : [params: ParamsOf<Template>];

/** A message of the table; what is missing or not in its template does not compile. */
export const said = <Key extends MessageKey>(
  key: Key,
  ...[params]: Given<English[Key]>
): Message => ({ key, params: finite(params ?? {}) });

/** JSON knows no infinite number: what is none is told as it is written. */
const finite = (params: Message["params"]): Message["params"] =>
  Object.fromEntries(
    Object.entries(params).map(([name, param]) => [
      name,
      typeof param === "number" && !Number.isFinite(param) ? String(param) : param,
    ]),
  );

/** Somebody else's words (a library's, the system's), which are in no table. */
export const raw = (text: string): Message => said("raw", { text });

const formats: Readonly<Record<string, (value: number) => string>> = {
  bytes: bytesInWords,
  grouped: (value) => value.toLocaleString("en"),
  whole: String,
  /** A difference: one digit behind the point. */
  power: (value) => value.toExponential(1),
  three: (value) => value.toPrecision(3),
};

const inEnglishWords: Filler = {
  fill: (param, format) =>
    format === undefined ? told(param) : (formats[format]?.(Number(param)) ?? told(param)),
  isOne: (count) => count === 1,
};

function told(param: Param): string {
  if (typeof param !== "object") return String(param);
  return isMessage(param) ? inEnglish(param) : param.map(told).join(", ");
}

/** @throws RangeError for a key that is in no table, or a hole that nothing fills */
export function inEnglish({ key, params }: Message): string {
  const template = (english as Readonly<Record<string, string>>)[key];
  if (template === undefined) throw new RangeError(`"${key}" is no message`);
  return filled(template, params, inEnglishWords);
}

/** The same with other texts in its holes: a path that nobody may see becomes a name. */
export function withTexts(message: Message, change: (text: string) => string): Message {
  const changed = (param: Param): Param => {
    if (typeof param === "string") return change(param);
    if (typeof param === "number") return param;
    return isMessage(param) ? withTexts(param, change) : param.map(changed);
  };
  const params = Object.entries(message.params).map(([name, param]) => [name, changed(param)]);
  return { key: message.key, params: Object.fromEntries(params) as Message["params"] };
}

/** An error whose words are in the table: what an error that is told says as its cause. */
export class Told extends Error {
  /** Undefined where it has words of its own. */
  readonly said: Message | undefined;

  constructor(message: Message | string, options?: ErrorOptions) {
    super(oneLine(typeof message === "string" ? message : inEnglish(message)), options);
    this.said = typeof message === "string" ? undefined : message;
  }
}
