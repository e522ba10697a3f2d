/** @file What the window asks of a head on several screens. */
import type { AnchoredHead, Head } from "../../src-core/contract/heads.ts";
import { headOf } from "../../src-core/detection/heads/head-of.ts";

/** Whether there is a classifier of windows that the pass can be compared with. */
export const hasBaseline = (head: Head): head is Exclude<Head, AnchoredHead> =>
  headOf(head).noWindows === null;
