/** @file Scores of anchors as probabilities, and what they say of a cell. */
import type { Head } from "../contract/heads.ts";

/** anchors·classes × cells, the classes of an anchor one after the other. */
export interface AnchorScores {
  readonly data: Float32Array;
  readonly anchors: number;
  readonly classes: number;
  readonly cells: number;
}

/** A copy: the activation runs over the classes of each anchor. */
export function probabilities(
  { data, anchors, classes, cells }: AnchorScores,
  activation: Head["activation"],
): Float32Array {
  if (activation === "none") return data;
  if (activation === "sigmoid") return data.map((score) => 1 / (1 + Math.exp(-score)));
  const result = new Float32Array(data.length);
  for (let anchor = 0; anchor < anchors; anchor++)
    for (let cell = 0; cell < cells; cell++) {
      const first = anchor * classes * cells + cell;
      let [most, sum] = [-Infinity, 0];
      for (let at = first, end = first + classes * cells; at < end; at += cells)
        most = Math.max(most, data[at] ?? NaN);
      for (let at = first, end = first + classes * cells; at < end; at += cells) {
        const power = Math.exp((data[at] ?? NaN) - most);
        result[at] = power;
        sum += power;
      }
      for (let at = first, end = first + classes * cells; at < end; at += cells)
        result[at] = (result[at] ?? NaN) / sum;
    }
  return result;
}

/**
 * Each class's best anchor in every cell, classes × cells; of the background the least, which is how sure it is that nothing
 * is there.
 */
export function bestAnchors(
  { data, anchors, classes, cells }: AnchorScores,
  background: number | null,
): Float32Array {
  const best = data.slice(0, classes * cells);
  for (let anchor = 1; anchor < anchors; anchor++)
    for (let index = 0; index < classes; index++) {
      const [from, to] = [(anchor * classes + index) * cells, index * cells];
      for (let cell = 0; cell < cells; cell++) {
        const [known, other] = [best[to + cell] ?? NaN, data[from + cell] ?? NaN];
        best[to + cell] = index === background ? Math.min(known, other) : Math.max(known, other);
      }
    }
  return best;
}
