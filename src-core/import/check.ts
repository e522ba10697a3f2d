/** @file Validation of what was read from a foreign file. */
import type { z } from "zod";
import { InvalidModel } from "../network/onnx/errors.ts";

/** @throws InvalidModel that names `what`, the field and what is wrong with it */
export function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  throw new InvalidModel(`${what}: ${field ? `${field}: ` : ""}${issue?.message ?? "invalid"}`);
}
