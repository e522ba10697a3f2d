import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { fuzzImages, ImageReport } from "../support/fuzz/images/watch.ts";

const folder = temporaryFolder();

it("600 damaged images show the whole file's pixels, or are refused", async () => {
  const report = new ImageReport();
  await fuzzImages({ seed: 2, first: 0, count: 600, folder }, report);
  // `npm run fuzz:images -- --seed 2 --first INDEX --count 1` shows one of them again.
  expect(report.defects).toEqual([]);
  // Each format was cut off and changed, and that was seen.
  for (const format of ["TIFF", "PNG", "JPEG", "WebP", "AVIF", "GIF"])
    for (const what of ["cut", "structure"])
      expect(
        report.counts.get(`${format} | ${what}`)?.error ?? 0,
        `${format} ${what}`,
      ).toBeGreaterThan(0);
  // Directories were others, and the image still the same, or seen to be damaged.
  for (const verdict of ["error", "same", "free"] as const)
    expect(report.counts.get("TIFF | directory")?.[verdict] ?? 0, verdict).toBeGreaterThan(0);
});
