/** @file A reason: in English, and in codes beside it. */
import { inEnglish } from "../messages/said.ts";
import type { Message } from "../messages/template.ts";
import { isMessage } from "../messages/template.ts";

/** Why. @param path is left out where the message begins with it */
export function because(message: Message, path?: string): { reason: string; said: Message } {
  const english = inEnglish(message);
  const begin = `${path ?? ""}: `;
  if (path === undefined || !english.startsWith(begin)) return { reason: english, said: message };
  const { what } = message.params;
  const isWhole = what !== undefined && isMessage(what);
  return { reason: english.slice(begin.length), said: isWhole ? what : message };
}
