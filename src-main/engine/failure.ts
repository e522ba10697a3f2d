/** @file Anything thrown → the failure that a user is told. */
import type { Failure } from "../../src-core/contract/failure.ts";
import { failureOf, UserError } from "../../src-core/contract/failure.ts";
import { InvalidModel, UnsupportedOperator } from "../../src-core/network/onnx/errors.ts";
import { EngineError } from "./engine.ts";
import { reason } from "../reason.ts";

export function toFailure(cause: unknown): Failure {
  if (cause instanceof UserError) return failureOf(cause);
  if (cause instanceof EngineError) return { code: "engine", message: reason(cause) };
  if (cause instanceof InvalidModel || cause instanceof UnsupportedOperator)
    return { code: "invalid-model", message: reason(cause) };
  if (cause instanceof Error && cause.name === "AbortError")
    return { code: "cancelled", message: "stopped" };
  return { code: "internal", message: `unexpected: ${reason(cause)}` };
}
