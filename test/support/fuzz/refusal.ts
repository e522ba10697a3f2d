/** @file What a refusal has to be: one line in words, and what it was made of no slip of ours. */
import { UserError } from "../../../src-core/contract/failure.ts";

/** @returns what is wrong with it; null where nothing is */
export function slipIn(cause: unknown): string | null {
  const told = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  if (!(cause instanceof UserError)) return told;
  const isOurs = cause.cause instanceof TypeError || cause.cause instanceof RangeError;
  const isLine = cause.message.length < 2000 && !/[\n\r\0]/.test(cause.message);
  return isOurs || !isLine ? told : null;
}
