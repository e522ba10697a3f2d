import { expect, it } from "vitest";
import { NoticeCounts } from "../../../../src-main/analysis/evaluation/notice-counts.ts";

it("tells each kind once, with the number of its images and the words of the first", () => {
  const counts = new NoticeCounts();
  counts.add("in/a.png", [
    { code: "boxes-capped", message: "1 of 2" },
    { code: "boxes-capped", message: "3 of 4" },
    { code: "profile-unused", message: "of another kind" },
    { code: "answer-remembered", message: "the preset is unit" },
  ]);
  for (const path of ["in/b.png", "in/c.png"])
    counts.add(path, [
      { code: "profile-unused", message: "broken" },
      { code: "answer-remembered", message: "the preset is unit" },
    ]);
  expect(counts.all(3)).toEqual([
    { code: "boxes-capped", message: "in 1 of 3 images, first a.png: 1 of 2" },
    { code: "profile-unused", message: "in 3 of 3 images, first a.png: of another kind" },
    { code: "answer-remembered", message: "in all 3 images: the preset is unit" },
  ]);
  expect(new NoticeCounts().all(3)).toEqual([]);
});
