/** @file What people said is on an image: the truth that detections are compared with. */
import type { Box } from "../detection/box.ts";

/** An object's box, in pixels of the upright image. */
export interface Annotation extends Box {
  readonly label: string;
  /**
   * Why finding it neither counts nor punishes: it is hard to see (VOC), or one box lies around many objects (COCO); null
   * where it counts.
   */
  readonly ignored: "difficult" | "crowd" | null;
}

export const isCounted = ({ ignored }: Annotation): boolean => ignored === null;
