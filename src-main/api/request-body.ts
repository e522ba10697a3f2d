/** @file What a request carries that is no file: bounded before it is read. */
import type { z } from "zod";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { largestCard } from "../../src-core/contract/card-file.ts";

/** Bytes: the largest thing that is told in JSON is a card. */
const largest = 2 * largestCard;

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

/** @throws UserError "request-too-large", before anything is read where the length is announced */
export async function boundedText(request: Request, limit: number): Promise<string> {
  checkAnnounced(request, limit);
  const pieces: Uint8Array[] = [];
  let count = 0;
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    count += piece.length;
    if (count > limit) throw tooLarge(`more than ${limit} bytes`, limit);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** @throws UserError "request-too-large" */
export function checkAnnounced({ headers }: Request, limit = largest): void {
  const announced = Number(headers.get("content-length") ?? 0);
  if (announced > limit) throw tooLarge(`${announced} bytes`, limit);
}

const tooLarge = (bytes: string, limit: number): UserError =>
  new UserError("request-too-large", `the request's body has ${bytes}: the most is ${limit}`);
