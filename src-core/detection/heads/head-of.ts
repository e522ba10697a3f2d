/** @file All kinds of heads. To support one more is to add a case. */
import type { Head } from "../../contract/heads.ts";
import { rpnHead, ssdHead } from "./anchored-heads.ts";
import { classifierHead } from "./classifier-head.ts";
import type { DetectionHead } from "./detection-head.ts";
import { pnetHead } from "./pnet-head.ts";

/** The head of a card. */
export function headOf(head: Head): DetectionHead {
  switch (head.kind) {
    case "classifier":
      return classifierHead(head);
    case "pnet":
      return pnetHead(head);
    case "rpn":
      return rpnHead(head);
    case "ssd":
      return ssdHead(head);
  }
}
