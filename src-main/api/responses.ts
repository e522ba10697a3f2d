/** @file What every answer has in common: how a refusal looks, and the rules under which a browser may use it. */
import type { Failure, FailureCode } from "../../src-core/contract/failure.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { toFailure } from "../engine/failure.ts";
import { logBounded } from "../log/log.ts";
import { UploadTooLarge } from "./save-image.ts";

const statuses: Partial<Record<FailureCode, number>> = {
  "invalid-request": 400,
  "invalid-scales": 400,
  "not-let-in": 403,
  "unknown-model": 404,
  "not-found": 404,
  "output-exists": 409,
  "request-too-large": 413,
  "invalid-model": 422,
  "image-unreadable": 422,
  "image-too-small": 422,
  "image-too-large": 422,
  "worker-died": 503,
  "output-unwritable": 507,
  "disk-full": 507,
  "cache-full": 507,
};

export const refusal = (code: FailureCode, message: string): Response =>
  failed(new UserError(code, message));

/** What goes on the user's screen goes into the log: much of the same only a few times a minute. */
export function logFailure({ code, message }: Failure): void {
  if (code === "cancelled") return;
  const level = ["internal", "engine", "worker-died"].includes(code) ? "error" : "warn";
  logBounded(`answers with ${code}`, level, "api", `${code}: ${message}`);
}

/** Of anything thrown. */
export function failed(cause: unknown): Response {
  const error = toFailure(cause);
  logFailure(error);
  const status = cause instanceof UploadTooLarge ? 413 : (statuses[error.code] ?? 500);
  return Response.json({ error }, { status });
}

/** Nothing from elsewhere, no inline script; styles may be inline, which the deep-zoom viewer needs. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const rules: Readonly<Record<string, string>> = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-dns-prefetch-control": "off",
  // No other page gets an answer into its process, nor a hold of our window.
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

/** The same answer, under the rules. */
export function secured(response: Response): Response {
  for (const [name, value] of Object.entries(rules)) response.headers.set(name, value);
  return response;
}
