import { expect, it } from "vitest";
import { damageAll } from "../support/images/damage.ts";
import { temporaryFolder } from "../support/folder.ts";
import { imageFiles } from "../support/images/image-files.ts";

const folder = temporaryFolder();

// All 10,000 of docs/images.md: npm run fuzz:images.
it("400 damaged images show the whole file's pixels, or are refused", async () => {
  const tally = await damageAll(folder, imageFiles(), { count: 400, seed: 2 });
  expect(tally.wrong).toEqual([]);
  const refused = [...tally.formats.values()].map(({ cut, structure }) => [
    cut.error ?? 0,
    structure.error ?? 0,
  ]);
  // Each format was cut off and changed, and that was seen.
  expect(refused).toHaveLength(6);
  expect(refused.flat().every((count) => count > 0)).toBe(true);
});
