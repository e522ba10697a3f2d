/** @file MTCNN's proposal network, and the cascade behind it. Source: Zhang et al. 2016. */
import { said } from "../../messages/said.ts";
import type { PnetHead } from "../../contract/heads.ts";
import type { Candidate } from "../candidate.ts";
import { objectOf } from "../candidate.ts";
import { suppressedByGroup } from "../group-nms.ts";
import { nonMaximumSuppression } from "../nms.ts";
import type { DetectionHead } from "./detection-head.ts";
import { windowSides } from "./window-sides.ts";

const edges = ["left", "top", "right", "bottom"];

export function pnetHeadOf(head: PnetHead): DetectionHead {
  const { outputs, kinds, proposals, proposalsPer } = head;
  const last = head.stages?.at(-1);
  const [first, ...further] = head.stages ?? [];
  const ofKinds = outputs.kinds ? (kinds ?? []) : [];
  return {
    title: "PNet",
    answerable: false,
    labels: kinds ?? head.classes,
    background: kinds ? null : (head.background ?? null),
    threshold: (last ?? head).threshold,
    overlap: last?.nms ?? head.nms.all,
    dropsLowest: last !== undefined,
    cap: proposals === undefined ? undefined : { most: proposals, size: proposalsPer ?? null },
    cascade: first ? { head, stages: [first, ...further] } : null,
    figures: { classes: "where-annotated", proposals: true, windows: false },
    planes: [...head.classes, ...edges, ...ofKinds],
    planesInWords: said("detection.pnet-planes", {
      classes: head.classes.length,
      kinds: ofKinds.length,
    }),
    range: { low: 0, high: 1 },
    anchored: null,
    noWindows: null,
    sides: windowSides,
    outputs: [
      outputs.scores,
      outputs.boxes,
      ...(outputs.kinds === undefined ? [] : [outputs.kinds]),
    ],
    // How far an object's edges lie from its window's is taken as it is.
    activations: [head.activation, "none", head.activation],
    choose(scored, overlap, image) {
      if (last)
        return nonMaximumSuppression(scored, overlap, last.overlap).flatMap((box) =>
          objectOf(box, image),
        );
      if (!head.nmsAfterRegression)
        return keptProposals(scored, head, overlap).flatMap((box) => objectOf(box, image));
      const moved = ofScales(scored, head).flatMap((box) => objectOf(box, image));
      return nonMaximumSuppression(moved, overlap);
    },
  };
}

/** The windows that are left of all scales, best first, wherever their objects are. */
export const keptProposals = (
  windows: readonly Candidate[],
  head: PnetHead,
  overlap = head.nms.all,
): Candidate[] => nonMaximumSuppression(ofScales(windows, head), overlap);

const ofScales = (windows: readonly Candidate[], { nms }: PnetHead): Candidate[] =>
  suppressedByGroup(windows, ({ scale }) => scale, nms.scale);
