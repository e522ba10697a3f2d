import { expect, it } from "vitest";
import { bytesInWords, unlikeInWords } from "../../src-core/messages/bytes-in-words.ts";

it("tells a size in the unit that fits", () => {
  const told = [0, 999, 1000, 40_960, 999_000, 5_250_000, 2 ** 31, 1.5e12, 1e18];
  expect(told.map(bytesInWords)).toEqual([
    ...["0 bytes", "999 bytes", "1.00 KB", "41.0 KB", "999 KB"],
    ...["5.25 MB", "2.15 GB", "1.50 TB", "1000000 TB"],
  ]);
});

it("tells two sizes apart, to the byte where that is needed", () => {
  expect(unlikeInWords(700_000, 40_960)).toEqual(["700 KB", "41.0 KB"]);
  expect(unlikeInWords(700_000.5, 699_900)).toEqual(["700001 bytes", "699900 bytes"]);
});
