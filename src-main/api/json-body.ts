/** @file The JSON that a request carries. */
import type { z } from "zod";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";

/** @throws UserError when it is none, or not what the contract says */
export async function readJsonBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const value: unknown = await request.json().catch(() => {
    throw new UserError("invalid-request", "the request's body is no JSON");
  });
  return parse(schema, value, "request", "invalid-request");
}
