/**
 * @file What a further network of a cascade says of the boxes that the one before it has found.
 * Source: Zhang et al. 2016; the order of steps and the rounding as in davidsandberg/facenet, detect_face.py.
 */
import type { StageCard } from "../contract/heads.ts";
import type { Candidate, Point } from "./candidate.ts";
import type { Box } from "./box.ts";
import { nonMaximumSuppression } from "./nms.ts";

/** Scores, edges and landmarks of some crops: crops × (classes + 4 + 2·points). */
export interface StageOutputs {
  readonly data: Float32Array;
  readonly classes: number;
  readonly background: number | undefined;
  readonly points: number;
}

/** A square of whole pixels around an object, as large as its longer side; what of it lies outside of the image is black. */
export interface Crop {
  /** As published: of pixels that are counted from 1, both borders included. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly scale: number;
}

/** What the next network looks at. @throws RangeError for a candidate without an object */
export function cropOf({ object, scale }: Candidate): Crop {
  if (!object) throw new RangeError("a cascade needs a network that says where its objects are");
  const { x, y, width, height } = object;
  const side = Math.max(width, height);
  const left = x + width / 2 - side / 2;
  const top = y + height / 2 - side / 2;
  const [right, bottom] = [left + side, top + side].map(Math.trunc) as [number, number];
  return { left: Math.trunc(left), top: Math.trunc(top), right, bottom, scale };
}

/** The crop's pixels, counted from 0. */
export const cropBox = ({ left, top, right, bottom }: Crop): Box => ({
  x: left - 1,
  y: top - 1,
  width: right - left + 1,
  height: bottom - top + 1,
});

/** @returns what scores at least `floor`, best first, before any is pushed aside by another */
export function refinedCandidates(
  crops: readonly Crop[],
  { data, classes, background, points }: StageOutputs,
  { nmsAfterRegression }: Pick<StageCard, "nmsAfterRegression">,
  floor: number,
): Candidate[] {
  const each = classes + 4 + 2 * points;
  const found: Candidate[] = [];
  for (const [index, crop] of crops.entries()) {
    const numbers = data.subarray(index * each, (index + 1) * each);
    const classIndex = bestOf(numbers.subarray(0, classes), background);
    const score = numbers[classIndex] ?? NaN;
    if (!(score >= floor)) continue;
    const { left, top, right, bottom, scale } = crop;
    const [width, height] = [right - left + 1, bottom - top + 1];
    const edge = (from: number, length: number, number: number): number =>
      from + length * (numbers[classes + number] ?? 0);
    const x = edge(left, width, 0);
    const y = edge(top, height, 1);
    const object = { x, y, width: edge(right, width, 2) - x, height: edge(bottom, height, 3) - y };
    // Boxes push each other aside with both of their borders.
    const box = nmsAfterRegression
      ? { x, y, width: object.width + 1, height: object.height + 1 }
      : { x: left, y: top, width, height };
    const landmarks = Array.from({ length: points }, (_, point): Point => {
      const at = classes + 4 + point;
      return {
        x: left - 1 + width * (numbers[at] ?? NaN),
        y: top - 1 + height * (numbers[at + points] ?? NaN),
      };
    });
    found.push({ classIndex, score, ...box, object, scale, ...(points > 0 && { landmarks }) });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** What a network that is not the last one leaves to the next. @param candidates best first */
export const thinnedForNextStage = (
  candidates: readonly Candidate[],
  { nms, overlap }: Pick<StageCard, "nms" | "overlap">,
): Candidate[] => nonMaximumSuppression(candidates, nms, overlap);

/** −1 where none is a number. */
function bestOf(scores: Float32Array, except: number | undefined): number {
  let [index, most] = [-1, -Infinity];
  scores.forEach((score, at) => {
    if (at !== except && score > most) {
      index = at;
      most = score;
    }
  });
  return index;
}
