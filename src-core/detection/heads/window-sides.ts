/** @file The objects that a window shows: those that fill it. */
import type { DetectionHead } from "./detection-head.ts";

export const windowSides: DetectionHead["sides"] = ({ width, height }) => {
  const side = Math.min(width, height);
  return [side, side];
};
