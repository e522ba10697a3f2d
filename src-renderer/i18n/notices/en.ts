/** @file What notices are called, in English. */
import type { Notice, NoticeCode } from "../../../src-core/contract/notices.ts";
import { told } from "../messages/told.ts";
import { messageInWindow } from "./messages-en.ts";

const title: Record<NoticeCode, string> = {
  "boxes-capped": "Boxes left out",
  "activation-assumed": "Activation assumed",
  "color-assumed": "Colour order assumed",
  "pages-left-out": "Pages not read",
  "bands-left-out": "Bands not read",
  "profile-unused": "Colour profile not used",
  "cells-overhang": "Cells stand out of the image",
  "scales-left-out": "Scales left out",
  "device-fell-back": "Another device went on",
  "answer-remembered": "Answers of last time",
  "card-unused": "A card not used",
  "computed-in-float": "Computed in single precision",
  "task-differs": "Made for another task",
  "batch-fixed": "Batches of one size",
  "pass-sampled": "Ratio of a sample",
  "stood-still": "Times with a standstill",
  "pass-comes-near": "Near its windows, not equal",
  "scores-not-finite": "Scores that are no numbers",
  "boxes-not-sound": "Boxes that are none",
  "scores-not-probabilities": "Scores that are no probabilities",
  "white-unused": "White level not used",
};

export const notices = {
  label: "Please note",
  title,
  message: ({ message, said }: Pick<Notice, "message" | "said">): string =>
    told("en", messageInWindow(message), said).text ?? message,
  /** Of a row of a batch. */
  count: (shown: string, count: number) => (count === 1 ? "1 notice" : `${shown} notices`),
};
