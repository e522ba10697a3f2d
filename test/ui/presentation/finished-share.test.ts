import { expect, test } from "vitest";
import { finishedPass, finishedShare } from "../../../src-renderer/presentation/finished-share.ts";

test.each([
  ["nothing is told", null, null],
  ["a single step", { phase: "session", done: 0, total: 1 }, null],
  ["a single step that is over", { phase: "session", done: 1, total: 1 }, null],
  ["nothing is done", { phase: "pass", done: 0, total: 4096 }, null],
  ["a part", { phase: "pass", done: 1475, total: 4096 }, 0.36],
  ["almost all is not all", { phase: "pass", done: 4095, total: 4096 }, 0.99],
  ["all", { phase: "pass", done: 4096, total: 4096 }, 1],
  ["whole per cent are told as they are", { phase: "pass", done: 29, total: 100 }, 0.29],
] as const)("%s", (_, progress, share) => {
  expect(finishedShare(progress)).toBe(share);
});

test("only a pass leaves something of the image behind", () => {
  expect(finishedPass({ phase: "pass", done: 1, total: 4 })).toBe(0.25);
  expect(finishedPass({ phase: "convert", done: 1, total: 4 })).toBeNull();
});
