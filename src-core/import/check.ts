/** @file Validation of what was read from a foreign file. */
import type { Param } from "../messages/template.ts";
import { raw, said } from "../messages/said.ts";
import type { z } from "zod";
import { InvalidModel } from "../network/onnx/errors.ts";

/** @throws InvalidModel that names `what`, the field and what is wrong with it */
export function checked<T>(schema: z.ZodType<T>, value: unknown, what: Param): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  throw new InvalidModel(
    said("of", {
      subject: field ? said("of", { subject: what, what: field }) : what,
      what: raw(issue?.message ?? "invalid"),
    }),
  );
}
