/** @file Boxes as numbers side by side: a large image may have millions that score a little, and as objects they would need ten times the memory. */
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import { boxFaults } from "../../../src-core/contract/box-faults.ts";

/** Numbers of a box: x, y, width, height, score, class, and why it is none: 0 where it is one. */
const each = 7;

export function packBoxes(boxes: readonly Candidate[]): Float64Array {
  const numbers = new Float64Array(each * boxes.length);
  boxes.forEach(({ x, y, width, height, score, classIndex, fault }, index) => {
    const why = fault === undefined ? 0 : 1 + boxFaults.indexOf(fault);
    numbers.set([x, y, width, height, score, classIndex, why], each * index);
  });
  return numbers;
}

/** Those that score at least `floor`. @param scale index that they were found on */
export function* unpackBoxes(
  numbers: Float64Array,
  scale: number,
  floor: number,
): Generator<Candidate> {
  for (let at = 0; at < numbers.length; at += each) {
    const [x = 0, y = 0, width = 0, height = 0, score = 0, classIndex = 0, why = 0] =
      numbers.subarray(at, at + each);
    if (!(score >= floor)) continue;
    const box = { x, y, width, height, score, classIndex, scale };
    yield why === 0 ? box : { ...box, fault: boxFaults[why - 1] };
  }
}

export function joinPacked(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
