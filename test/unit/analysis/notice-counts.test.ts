import { expect, it } from "vitest";
import { NoticeCounts } from "../../../src-main/analysis/notice-counts.ts";

it("tells each kind once, with the number of its results", () => {
  const counts = new NoticeCounts();
  counts.add([
    { code: "boxes-capped", message: "1 of 2" },
    { code: "boxes-capped", message: "3 of 4" },
    { code: "profile-unused", message: "of another kind" },
  ]);
  counts.add([{ code: "profile-unused", message: "broken" }]);
  counts.add([{ code: "profile-unused", message: "broken" }]);
  expect(counts.lines(3)).toEqual(["in 1 of 3 images: 3 of 4", "in all images: of another kind"]);
  expect(new NoticeCounts().lines(3)).toEqual([]);
});
