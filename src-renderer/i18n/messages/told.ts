/** @file What the host tells, in the window's language, and its own English where that says more. */
import type { Message } from "../../../src-core/messages/template.ts";
import type { Locale } from "../locale.ts";
import { failureInWindow } from "./older-en.ts";
import { sentence } from "./sentence.ts";

/** A reason, as the host gives it. */
export interface Reason {
  readonly reason: string;
  readonly said?: Message | undefined;
}

export interface Told {
  /** Null where there are no words in this language for it. */
  readonly text: string | null;
  /** The host's English; null where it is the text. */
  readonly original: string | null;
}

/** @param message in English; `said`, the same in codes, is missing where an older version wrote it */
export function told(locale: Locale, message: string, said: Message | undefined): Told {
  const text = said === undefined ? null : sentence(locale, said);
  if (text !== null) return { text, original: text === message ? null : message };
  return locale === "en"
    ? { text: failureInWindow(message), original: null }
    : { text: null, original: message };
}
