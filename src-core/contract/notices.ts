/**
 * @file Notices: everything that changes what a result means, told wherever the result is.
 *
 * [Note: What is told] A default that was assumed, a cap, a filter, a fall-back: wherever another answer was possible, the person
 * who gets the result hears of it. Nothing is told where nothing has to be: whatever a user said, or a card says, is no news.
 */
import { z } from "zod";
import { inEnglish, withTexts } from "../messages/said.ts";
import type { Message } from "../messages/template.ts";
import { message } from "./message.ts";

/** Codes are public: new ones may be added, none is renamed. */
export const noticeCode = z.enum([
  "boxes-capped",
  "activation-assumed",
  "color-assumed",
  "pages-left-out",
  "bands-left-out",
  "profile-unused",
  "cells-overhang",
  "scales-left-out",
  "device-fell-back",
  "answer-remembered",
  "card-unused",
  "computed-in-float",
  "task-differs",
  "batch-fixed",
  "scores-not-finite",
  "pass-sampled",
  "boxes-not-sound",
  "scores-not-probabilities",
  "pass-comes-near",
  "white-unused",
  "stood-still",
]);

/** One line in plain words, with the numbers in it; the image's name is not part of it. */
export const notice = z.strictObject({
  code: noticeCode,
  message: z.string().min(1),
  /** The same in codes; what was written by older versions lacks them. */
  said: message.optional(),
});

export type NoticeCode = z.infer<typeof noticeCode>;
export type Notice = z.infer<typeof notice>;

export const noticeOf = (code: NoticeCode, said: Message): Notice => ({
  code,
  message: inEnglish(said),
  said,
});

/** The same with other names in it: a path that nobody may see becomes a name. */
export const renamedNotice = (notice: Notice, change: (text: string) => string): Notice => ({
  ...notice,
  message: change(notice.message),
  ...(notice.said !== undefined && { said: withTexts(notice.said, change) }),
});

/** The same thing is told once, in the order in which it came up. */
export function withoutDuplicates(notices: readonly Notice[]): Notice[] {
  const seen = new Set<string>();
  return notices.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
