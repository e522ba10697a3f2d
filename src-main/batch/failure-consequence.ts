/** @file What follows for a batch from what went wrong with one of its images. */
import type { Failure } from "../../src-core/contract/failure.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { toFailure } from "../engine/failure.ts";
import { isCrash } from "./crashes.ts";
import { isFull } from "../files/unwritable.ts";
import { folderFailure } from "./outputs.ts";

export interface FailureConsequence {
  /**
   * `fails`: this image alone. `again`: it waits, it was stopped. `died`: the engine process ended while it ran.
   * `halts`: every image would fail like this, so that all wait. `ends`: the app is closing.
   */
  readonly kind: "fails" | "again" | "died" | "halts" | "ends";
  readonly failure: Failure;
}

const goOn = "nothing is lost: mend that, then go on";

/** @param folder of the outputs @param signal of the image's job */
export async function consequenceOf(
  cause: unknown,
  signal: AbortSignal,
  folder: string,
): Promise<FailureConsequence> {
  const failure = toFailure(cause);
  if (signal.aborted) return { kind: "again", failure };
  if (isCrash(cause)) return { kind: "died", failure };
  switch (failure.code) {
    case "cancelled":
      return { kind: "ends", failure };
    case "disk-full":
      return { kind: "halts", failure };
    // Gone, or another one by the same name: here, or by another process.
    case "unknown-model":
      return { kind: "halts", failure };
    case "output-unwritable": {
      const full = cause instanceof UserError && isFull(cause.cause);
      const trouble = await folderFailure(folder);
      if (!full && !trouble) return { kind: "fails", failure };
      const { code, message } = trouble ?? { ...failure, code: "disk-full" };
      return { kind: "halts", failure: { code, message: `${message}; ${goOn}` } };
    }
    default:
      return { kind: "fails", failure };
  }
}
