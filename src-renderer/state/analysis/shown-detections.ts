/** @file Which detections are shown, and which of them are the same. */
import type { LabelledDetection } from "../../../src-core/contract/analysis.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { Selection } from "../../../src-core/detection/select.ts";
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import { asFound, isSamePlace } from "../../../src-core/detection/with-edits.ts";

/** Whether two are the same one, whatever was changed of it. */
export const sameBox = (a: EditedDetection | null, b: EditedDetection | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    ((a.id ?? b.id) ? a.id === b.id : isSamePlace(asFound(a), asFound(b))));

/** Whether it counts. */
export const isKept = ({ edited }: EditedDetection): boolean => edited !== "rejected";

/** @param label of the class that is shown alone; null for all */
export function ofClass<T extends { readonly label: string }>(
  head: Head,
  label: string | null,
  all: readonly T[],
): readonly T[] {
  const ofMapAlone = label !== null && !headOf(head).labels.includes(label);
  // A class of the map whose objects are told by kind: all of them, and none of what is no object.
  if (ofMapAlone && label !== head.classes[head.background ?? -1]) return all;
  return label === null ? all : all.filter((one) => one.label === label);
}

/** With the names of their classes. */
export function labelled(head: Head, boxes: Selection["boxes"]): LabelledDetection[] {
  const { labels } = headOf(head);
  return boxes.map(({ classIndex, score, x, y, width, height, landmarks }) => ({
    label: labels[classIndex] ?? String(classIndex),
    score,
    x,
    y,
    width,
    height,
    ...(landmarks && { landmarks }),
  }));
}
