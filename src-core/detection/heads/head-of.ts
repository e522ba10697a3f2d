/** @file All kinds of heads. To support one more is to add a case. */
import type { Head } from "../../contract/heads.ts";
import { rpnHeadOf, ssdHeadOf } from "./anchored-heads.ts";
import { classifierHeadOf } from "./classifier-head.ts";
import type { DetectionHead } from "./detection-head.ts";
import { pnetHeadOf } from "./pnet-head.ts";

/** The head of a card. */
export function headOf(head: Head): DetectionHead {
  switch (head.kind) {
    case "classifier":
      return classifierHeadOf(head);
    case "pnet":
      return pnetHeadOf(head);
    case "rpn":
      return rpnHeadOf(head);
    case "ssd":
      return ssdHeadOf(head);
  }
}
