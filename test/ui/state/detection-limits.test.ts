import { expect, test } from "vitest";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import type { StoredLimits } from "../../../src-renderer/state/settings/detection-limits.svelte.ts";
import { Limits } from "../../../src-renderer/state/settings/detection-limits.svelte.ts";

const classes = ["red", "white"];
const headOf = (more: object) =>
  headSchema.parse({ kind: "classifier", classes, activation: "none", ...more });

test("each class has its own threshold until the slider is moved, and again when it is put back", () => {
  const kept: StoredLimits = { thresholds: {}, overlaps: {} };
  const limits = new Limits(kept, () => ({ id: "m", head: headOf({ thresholds: { red: 0.8 } }) }));
  expect([limits.perClass, limits.threshold, limits.areDefault]).toEqual([{ red: 0.8 }, 0.5, true]);
  // Also where it is put to the common one.
  limits.threshold = 0.5;
  expect([limits.perClass, limits.threshold, limits.areDefault]).toEqual([null, 0.5, false]);
  limits.reset();
  expect([limits.perClass, limits.areDefault]).toEqual([{ red: 0.8 }, true]);
});

test("a model without has one for all", () => {
  const kept: StoredLimits = { thresholds: {}, overlaps: {} };
  const limits = new Limits(kept, () => ({ id: "m", head: headOf({}) }));
  expect([limits.perClass, limits.areDefault]).toEqual([null, true]);
  limits.threshold = 0.6;
  expect([limits.perClass, limits.threshold, limits.areDefault]).toEqual([null, 0.6, false]);
});
