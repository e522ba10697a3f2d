/** @file Validation with a message that a person can act on. */
import type { z } from "zod";
import type { FailureCode } from "./failure.ts";
import { UserError } from "./failure.ts";

/** @throws UserError that names `what`, the field and what is wrong with it */
export function parse<T>(schema: z.ZodType<T>, value: unknown, what: string, code: FailureCode): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  throw new UserError(code, `${what}: ${field ? `${field}: ` : ""}${issue?.message ?? "invalid"}`);
}
