/** @file How everything that goes wrong is told: one line that says what, where, and what to do. */
import { z } from "zod";
import { inEnglish, withTexts } from "../messages/said.ts";
import type { Message } from "../messages/template.ts";
import { oneLine } from "../printable.ts";
import { message as saidMessage } from "./message.ts";
import type { ProcessEnd } from "./process-end.ts";
import { processEnd } from "./process-end.ts";

export const failureCode = z.enum([
  "invalid-request",
  /** More scales of an image, or larger ones, than anybody looks at. */
  "invalid-scales",
  "image-unreadable",
  "image-too-small",
  "image-too-large",
  "output-exists",
  "output-unwritable",
  "disk-full",
  /** The disk of the cache, where large images and their maps lie: it concerns this image alone. */
  "cache-full",
  "unknown-model",
  "invalid-model",
  "unknown-device",
  "not-built",
  "not-found",
  /** A request that shows no token of this session, or comes from elsewhere. */
  "not-let-in",
  "request-too-large",
  "engine",
  "worker-died",
  /** Said by the window alone: Fullconv itself does not answer. */
  "app-ended",
  "cancelled",
  "internal",
]);

/** A card as far as it can be read off a file; what is null is for its user to fill in. */
export const cardDraft = z.record(z.string(), z.unknown());

export const failure = z.strictObject({
  code: failureCode,
  /** In English. */
  message: z.string(),
  /** The same in codes; what was written by older versions lacks them. */
  said: saidMessage.optional(),
  /** The card without which the file cannot be used. */
  card: cardDraft.optional(),
  /** The same as the message, where a process has ended: for other languages. */
  end: processEnd.optional(),
});

export type CardDraft = Readonly<z.infer<typeof cardDraft>>;

export type FailureCode = z.infer<typeof failureCode>;
export type Failure = z.infer<typeof failure>;

/**
 * An error that is meant for the user's eyes: its message is one line with the numbers in it. What only the command line can be told
 * (its own options) is a plain line; all else is a message of the table, which the window says in its language.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: FailureCode;
  /** The message in codes. */
  readonly said: Message | undefined;
  /** The card without which a file cannot be used. */
  readonly card: CardDraft | undefined;
  /** Of a process, where its end is what is told. */
  readonly end: ProcessEnd | undefined;

  constructor(
    code: FailureCode,
    message: Message | string,
    options?: ErrorOptions & {
      /** Where the message itself is English. */
      readonly said?: Message | undefined;
      readonly card?: CardDraft | undefined;
      readonly end?: ProcessEnd | undefined;
    },
  ) {
    super(oneLine(typeof message === "string" ? message : inEnglish(message)), options);
    this.code = code;
    this.said = typeof message === "string" ? options?.said : message;
    this.card = options?.card;
    this.end = options?.end;
  }
}

/** What was told elsewhere, as an error once more. */
export const userErrorOf = ({ code, message, said, card, end }: Failure): UserError =>
  new UserError(code, message, { said, card, end });

/** As it is told elsewhere. */
export const failureOf = ({ code, message, said, card, end }: UserError): Failure => ({
  code,
  message,
  ...(said !== undefined && { said }),
  ...(card !== undefined && { card }),
  ...(end !== undefined && { end }),
});

/** The same with other names in it: a path that nobody may see becomes a name. */
export const renamed = (failure: Failure, change: (text: string) => string): Failure => ({
  ...failure,
  message: change(failure.message),
  ...(failure.said !== undefined && { said: withTexts(failure.said, change) }),
});
