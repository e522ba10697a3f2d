/** @file What an error says, as the cause of another one. */
import type { MessageKey } from "../src-core/messages/english.ts";
import { inEnglish, raw } from "../src-core/messages/said.ts";
import type { Message } from "../src-core/messages/template.ts";
import { oneLine } from "../src-core/printable.ts";
import { knownCause } from "./known-causes.ts";

/** The first line of what went wrong. */
export const reason = (cause: unknown): string =>
  oneLine((cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "");

/** The same in codes, as far as they are known; what nobody knows stays as it is, and is said to be so. */
export function why(cause: unknown): Message {
  const text = reason(cause);
  const { said } = Object(cause) as { said?: Message };
  if (said !== undefined && oneLine(inEnglish(said)) === text) return said;
  const key: MessageKey | null = knownCause(cause, text);
  return key === null ? raw(text) : { key, params: { text } };
}
