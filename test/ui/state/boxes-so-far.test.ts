import { expect, it } from "vitest";
import { BoxesSoFar } from "../../../src-renderer/state/analysis/boxes-so-far.svelte.ts";

const box = (score: number) => ({
  x: 0,
  y: 0,
  width: 1,
  height: 1,
  scale: 0,
  score,
  classIndex: 0,
});
const boxes = (...scores: number[]) => scores.map(box);

it("has the best of the tiles first, and counts those that were left out", () => {
  const soFar = new BoxesSoFar();
  expect(soFar.boxes).toBeNull();
  soFar.add(boxes(0.5, 0.4), 7);
  soFar.add(boxes(0.9), 1);
  soFar.add([], 0);
  expect(soFar.boxes?.map(({ score }) => score)).toEqual([0.9, 0.5, 0.4]);
  expect(soFar.count).toBe(8);
  soFar.forget();
  expect([soFar.boxes, soFar.count]).toEqual([null, 0]);
});

it("keeps ten thousand, the best, and says of how many", () => {
  const soFar = new BoxesSoFar();
  soFar.add(boxes(...Array.from({ length: 10_001 }, (_, index) => index / 10_001)), 10_001);
  expect([soFar.boxes?.length, soFar.count]).toEqual([10_000, 10_001]);
  expect(soFar.boxes?.at(-1)?.score).toBe(1 / 10_001);
});
