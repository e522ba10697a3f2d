/** @file How everything that goes wrong is told: one line that says what, where, and what to do. */
import { z } from "zod";
import { oneLine } from "../printable.ts";
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
  message: z.string(),
  /** The card without which the file cannot be used. */
  card: cardDraft.optional(),
  /** The same as the message, where a process has ended: for other languages. */
  end: processEnd.optional(),
});

export type CardDraft = Readonly<z.infer<typeof cardDraft>>;

export type FailureCode = z.infer<typeof failureCode>;
export type Failure = z.infer<typeof failure>;

/** An error that is meant for the user's eyes: its message is one line with the numbers in it. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: FailureCode;
  /** The card without which a file cannot be used. */
  readonly card: CardDraft | undefined;
  /** Of a process, where its end is what is told. */
  readonly end: ProcessEnd | undefined;

  constructor(
    code: FailureCode,
    message: string,
    options?: ErrorOptions & {
      readonly card?: CardDraft | undefined;
      readonly end?: ProcessEnd | undefined;
    },
  ) {
    super(oneLine(message), options);
    this.code = code;
    this.card = options?.card;
    this.end = options?.end;
  }
}

/** What was told elsewhere, as an error once more. */
export const userErrorOf = ({ code, message, card, end }: Failure): UserError =>
  new UserError(code, message, { card, end });

/** As it is told elsewhere. */
export const failureOf = ({ code, message, card, end }: UserError): Failure => ({
  code,
  message,
  ...(card !== undefined && { card }),
  ...(end !== undefined && { end }),
});
