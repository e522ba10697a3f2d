/** @file What a request carries that is no file: bounded before it is read. */
import type { z } from "zod";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { largestCard } from "../../src-core/contract/card-file.ts";

/** Bytes: the largest thing that is told in JSON is a card. */
const largest = 2 * largestCard;

/** Milliseconds in which the next piece of a small body has to come: on one machine it comes at once. */
const usualPatience = 20_000;

/** @throws UserError when it is none, or not what the contract says */
export async function readJsonBody<T>(
  request: Request,
  schema: z.ZodType<T>,
  limit = largest,
): Promise<T> {
  const text = await boundedText(request, limit);
  return parse(schema, json(text), "request", "invalid-request");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError("invalid-request", "the request's body is no JSON", { cause });
  }
}

/**
 * @param patience milliseconds until the next piece
 * @throws UserError "request-too-large", before anything is read where the length is announced; "invalid-request" where no more comes
 */
export async function boundedText(
  request: Request,
  limit: number,
  patience = usualPatience,
): Promise<string> {
  checkAnnounced(request, limit);
  const pieces: Uint8Array[] = [];
  let count = 0;
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  try {
    for (;;) {
      const { done = true, value } = (await inTime(reader?.read(), count, patience)) ?? {};
      if (done || !value) return Buffer.concat(pieces).toString("utf8");
      count += value.length;
      if (count > limit) throw tooLarge(`more than ${limit} bytes`, limit);
      pieces.push(value);
    }
  } catch (cause) {
    // Who has sent too much, or has stopped sending, is let go.
    void reader?.cancel(cause).catch(() => undefined);
    throw cause;
  }
}

/** The work, or an error where it takes longer. @param count bytes that have come */
async function inTime<T>(work: T | Promise<T>, count: number, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const message = `the request's body stops after ${count} bytes: nothing more came for ${patience / 1000} s`;
      reject(new UserError("invalid-request", message));
    }, patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws UserError "request-too-large" */
export function checkAnnounced({ headers }: Request, limit = largest): void {
  const announced = Number(headers.get("content-length") ?? 0);
  if (announced > limit) throw tooLarge(`${announced} bytes`, limit);
}

const tooLarge = (bytes: string, limit: number): UserError =>
  new UserError("request-too-large", `the request's body has ${bytes}: the most is ${limit}`);
