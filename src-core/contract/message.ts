/** @file Messages in codes, on their way to the window, and their English beside them: see [Note: Words are made in the window]. */
import { z } from "zod";
import { inEnglish } from "../messages/said.ts";
import type { Message, Param } from "../messages/template.ts";
import { isMessage } from "../messages/template.ts";

const param: z.ZodType<Param> = z.lazy(() =>
  z.union([z.string(), z.number(), message, z.array(param)]),
);

/** Of a newer Fullconv it may have keys that are not known: its English stands beside it. */
export const message: z.ZodType<Message> = z.strictObject({
  key: z.string(),
  params: z.record(z.string(), param),
});

/** Why. @param path is left out where the message begins with it */
export function because(message: Message, path?: string): { reason: string; said: Message } {
  const english = inEnglish(message);
  const begin = `${path ?? ""}: `;
  if (path === undefined || !english.startsWith(begin)) return { reason: english, said: message };
  const { what } = message.params;
  const isWhole = what !== undefined && isMessage(what);
  return { reason: english.slice(begin.length), said: isWhole ? what : message };
}
