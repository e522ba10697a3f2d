/** @file Whether there is a dense classifier of windows to set beside a pass. */
import type { Head } from "../../../src-core/contract/heads.ts";
import { UserError } from "../../../src-core/contract/failure.ts";

/** Why there is none; null where there is one. */
export function noTwin(head: Head): string | null {
  switch (head.kind) {
    case "classifier":
    case "pnet":
      return null;
    case "rpn":
      return "a proposal network was never a classifier of windows: it has no dense layers, and its anchors are of many sizes";
    case "ssd":
      return "SSD was never a classifier of windows: each of its maps looks at boxes of another size";
  }
}

/** @throws UserError where there is none */
export function checkTwin(of: string, { id, head }: { readonly id: string; readonly head: Head }) {
  const why = noTwin(head);
  if (why === null) return;
  throw new UserError(
    "invalid-request",
    `${of}: ${id} has no dense twin to compare with: ${why}: leave --method out, or take --method fcn`,
  );
}
