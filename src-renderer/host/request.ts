/** @file One request to the host: what comes back is checked, what goes wrong becomes a failure with words. */
import type { z } from "zod";
import { errorResponse } from "../../src-core/contract/api.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { failureOf, UserError, userErrorOf } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { fetchAdmitted } from "./session.ts";

/** @throws UserError as the host tells it; the signal's reason when it was aborted */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetchAdmitted(path, init).catch((cause: unknown) => {
    init.signal?.throwIfAborted();
    throw appEnded(cause);
  });
  if (response.ok) return response;
  const refusal = errorResponse.safeParse(await response.json().catch(() => undefined));
  if (refusal.success) throw userErrorOf(refusal.data.error);
  throw new UserError("internal", `the host answered ${response.status} to ${path}`);
}

/** @throws UserError as `request` does, or when the answer is not what the contract says */
export async function requestJson<T>(
  schema: z.ZodType<T>,
  path: string,
  init: RequestInit = {},
): Promise<T> {
  const response = await request(path, init);
  return parse(schema, await response.json(), `answer to ${path}`, "internal");
}

/** Nobody is there to answer. */
export const appEnded = (cause: unknown): UserError =>
  new UserError("app-ended", "it has ended: start it again", { cause });

export const jsonBody = (value: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

/** Anything thrown → what can be shown; null where it was the user who stopped it. */
export function failureToShow(cause: unknown): Failure | null {
  if (cause instanceof Error && cause.name === "AbortError") return null;
  if (cause instanceof UserError) return cause.code === "cancelled" ? null : failureOf(cause);
  return { code: "internal", message: cause instanceof Error ? cause.message : String(cause) };
}
