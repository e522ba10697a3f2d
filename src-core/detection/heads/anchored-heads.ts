/** @file Detectors with anchors around each cell: Faster R-CNN's proposals (Ren et al. 2015) and SSD (Liu et al. 2016). */
import { said } from "../../messages/said.ts";
import type { AnchoredHead } from "../../contract/heads.ts";
import { suppressedByGroup } from "../group-nms.ts";
import { nonMaximumSuppression } from "../nms.ts";
import type { DetectionHead } from "./detection-head.ts";

/** Proposals, whatever their class. */
export const rpnHeadOf = (head: AnchoredHead): DetectionHead => ({
  ...anchored(head),
  title: "RPN",
  figures: { classes: "never", proposals: true, windows: false },
  noWindows: said("detection.proposals-no-windows"),
  choose: (scored, overlap) => nonMaximumSuppression(scored, overlap),
});

/** Objects of two classes may lie in one place. */
export const ssdHeadOf = (head: AnchoredHead): DetectionHead => ({
  ...anchored(head),
  title: "SSD",
  figures: { classes: "always", proposals: false, windows: false },
  noWindows: said("detection.ssd-no-windows"),
  choose: (scored, overlap) => suppressedByGroup(scored, ({ classIndex }) => classIndex, overlap),
});

function anchored(
  head: AnchoredHead,
): Omit<DetectionHead, "title" | "figures" | "noWindows" | "choose"> {
  const { classes, levels, proposals, proposalsPer } = head;
  const sides = levels.flatMap(({ anchors }) =>
    anchors.map(([width, height]) => Math.sqrt(width * height)),
  );
  return {
    answerable: false,
    labels: classes,
    background: head.background ?? null,
    threshold: head.threshold,
    overlap: head.nms,
    dropsLowest: true,
    cap: proposals === undefined ? undefined : { most: proposals, size: proposalsPer ?? "input" },
    cascade: null,
    planes: classes,
    planesInWords: said("detection.classes", { count: classes.length }),
    range: { low: 0, high: 1 },
    anchored: head,
    sides: () => [Math.min(...sides), Math.max(...sides)],
    // The surgery takes them from its levels, or its list.
    outputs: undefined,
    activations: null,
  };
}
