import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { fuzz } from "../support/fuzz/fuzz.ts";
import { keptFiles } from "../support/fuzz/kept.ts";
import { Report } from "../support/fuzz/report.ts";

const folder = temporaryFolder();

describe("mutated models", () => {
  it("are converted, or refused in words: none crashes the converter, hangs it, or comes out wrong", async () => {
    const report = new Report();
    await fuzz({ seed: 0, first: 0, count: 1500, folder }, report.add, report.lost);
    // `npm run fuzz -- --seed 0 --first INDEX --count 1` shows one of them again.
    expect(report.defects).toEqual([]);
    expect(report.total).toBe(1500 + keptFiles("models").length);
    expect(report.counts.get("compared: equal") ?? 0).toBeGreaterThan(50);
  });
});
