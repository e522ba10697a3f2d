/** @file Anything thrown → the failure that a user is told. */
import type { Failure, FailureCode } from "../../src-core/contract/failure.ts";
import { failureOf, UserError } from "../../src-core/contract/failure.ts";
import { inEnglish, said } from "../../src-core/messages/said.ts";
import type { Message } from "../../src-core/messages/template.ts";
import { InvalidModel, UnsupportedOperator } from "../../src-core/network/onnx/errors.ts";
import { EngineError } from "./engine.ts";
import { why } from "../reason.ts";

export function toFailure(cause: unknown): Failure {
  if (cause instanceof UserError) return failureOf(cause);
  if (cause instanceof EngineError) return told("engine", why(cause));
  if (cause instanceof InvalidModel || cause instanceof UnsupportedOperator)
    return told("invalid-model", why(cause));
  if (cause instanceof Error && cause.name === "AbortError")
    return { code: "cancelled", message: "stopped" };
  return told("internal", said("engine.unexpected", { why: why(cause) }));
}

const told = (code: FailureCode, message: Message): Failure => ({
  code,
  message: inEnglish(message),
  said: message,
});
