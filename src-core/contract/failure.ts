/** @file How everything that goes wrong is told: one line that says what, where, and what to do. */
import { z } from "zod";
import { oneLine } from "../told.ts";

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
  "engine",
  "worker-died",
  "cancelled",
  "internal",
]);

export const failure = z.strictObject({ code: failureCode, message: z.string() });

export type FailureCode = z.infer<typeof failureCode>;
export type Failure = z.infer<typeof failure>;

/** An error that is meant for the user's eyes: its message is one line with the numbers in it. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
    this.code = code;
  }
}
