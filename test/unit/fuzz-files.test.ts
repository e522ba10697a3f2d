import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { keptParsed } from "../support/fuzz/files/kept-parsed.ts";
import { FileReport, fuzzFiles } from "../support/fuzz/files/watch.ts";

const folder = temporaryFolder();

it("damaged cards, labels, annotations and journals are read, or refused in a line", async () => {
  const report = new FileReport();
  await fuzzFiles({ seed: 0, first: 0, count: 2000, folder }, report);
  // `npm run fuzz:files -- --seed 0 --first INDEX --count 1` shows one of them again.
  expect(report.defects).toEqual([]);
  expect(report.total).toBe(2000 + keptParsed().length);
  for (const name of ["card", "labels", "voc", "coco", "journal", "sources", "description", "npy"])
    for (const outcome of ["read", "refused"])
      expect(report.counts.get(`${name}: ${outcome}`) ?? 0, `${name}: ${outcome}`).toBeGreaterThan(
        0,
      );
});
