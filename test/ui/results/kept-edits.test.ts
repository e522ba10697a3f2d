/** @file Corrections that the host keeps: nothing is changed before it is known what was. */
import { expect, test } from "vitest";
import type { Edit } from "../../../src-core/contract/results/edits.ts";
import { exportUrl } from "../../../src-renderer/host/analyses.ts";
import { Edits } from "../../../src-renderer/state/analysis/edits.svelte.ts";

const box = { label: "red", x: 0, y: 0, width: 1, height: 1 };
const kept: Edit[] = [{ kind: "rejected", of: box }];

test("what was kept comes first, and every change is kept in its order", async () => {
  const saved: [string, number][] = [];
  const edits = new Edits(undefined, {
    load: () => Promise.resolve(kept),
    save: (analysis, list) => {
      saved.push([analysis, list.length]);
      return Promise.resolve();
    },
  });
  expect(edits.isLoaded).toBe(false);
  await edits.attach("a");
  expect([edits.isLoaded, edits.list]).toEqual([true, kept]);
  edits.add(box);
  // The same image is looked through again: what is there stays.
  await edits.attach("b");
  expect(edits.list).toHaveLength(2);
  edits.restore(kept);
  await edits.settled();
  expect(saved).toEqual([
    ["a", 2],
    ["b", 1],
  ]);
});

test("an export is asked for as it was edited, or as it was found", () => {
  expect(exportUrl("a", "csv", { overlap: 0.4 }, true)).toBe(
    "/api/analyses/a/exports/csv?overlap=0.4&edited=1",
  );
  expect(exportUrl("a", "csv", { overlap: 0.4 })).not.toContain("edited");
});
