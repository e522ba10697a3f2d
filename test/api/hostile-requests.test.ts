import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { fuzzRoutes, RouteReport } from "../support/fuzz/routes/watch.ts";

const folder = temporaryFolder();

it("requests that no window makes are answered, or refused in the contract's form", async () => {
  const report = new RouteReport();
  await fuzzRoutes({ seed: 0, first: 0, count: 1000, folder }, report);
  // `npm run fuzz:routes -- --seed 0` asks the same ones.
  expect(report.defects).toEqual([]);
  expect(report.total).toBe(1000);
  for (const outcome of ["answered", "refused"])
    expect(report.counts.get(outcome) ?? 0, outcome).toBeGreaterThan(200);
});
