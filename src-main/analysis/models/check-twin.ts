/** @file Whether there is a dense classifier of windows to set beside a pass. */
import type { Head } from "../../../src-core/contract/heads.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";

/** @throws UserError where there is none */
export function checkTwin(of: string, { id, head }: { readonly id: string; readonly head: Head }) {
  const why = headOf(head).noWindows;
  if (why === null) return;
  throw new UserError(
    "invalid-request",
    `${of}: ${id} has no dense twin to compare with: ${why}: leave --method out, or take --method fcn`,
  );
}
