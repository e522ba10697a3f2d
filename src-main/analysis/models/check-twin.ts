/** @file Whether there is a dense classifier of windows to set beside a pass. */
import { said } from "../../../src-core/messages/said.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";

/** @throws UserError where there is none */
export function checkTwin(of: string, { id, head }: { readonly id: string; readonly head: Head }) {
  const why = headOf(head).noWindows;
  if (why === null) return;
  throw new UserError("invalid-request", said("models.no-twin", { of, id, why }));
}
