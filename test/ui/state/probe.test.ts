import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Probe } from "../../../src-renderer/state/analysis/probe.svelte.ts";

type Answer = (response: Response) => void;

/** Requests that wait for the test to answer them. */
const waiting: { path: string; answer: Answer }[] = [];

beforeEach(() => {
  waiting.length = 0;
  vi.stubGlobal(
    "fetch",
    (path: string) =>
      new Promise<Response>((answer) => {
        waiting.push({ path, answer });
      }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const scores = (row: number, column: number): Response =>
  Response.json({ row, column, pass: [1, 0], window: [1, 0], maxAbsDiff: 0 });

test("one question at a time, and the newest cell wins", async () => {
  const probe = new Probe();
  probe.attach("a");
  for (const column of [1, 2, 3]) probe.moveTo({ row: 0, column });
  expect(waiting.map(({ path }) => path)).toEqual(["/api/analyses/a/cells/0/1"]);
  waiting[0]?.answer(scores(0, 1));
  await expect.poll(() => waiting[1]?.path).toBe("/api/analyses/a/cells/0/3");
  expect(probe.scores).toBeNull(); // the first answer is of another cell
  waiting[1]?.answer(scores(0, 3));
  await expect.poll(() => probe.scores?.column).toBe(3);
  expect(waiting).toHaveLength(2);
});

test("a cell whose question failed is not asked again and again", async () => {
  const probe = new Probe();
  probe.attach("a");
  probe.moveTo({ row: 0, column: 0 });
  waiting[0]?.answer(
    Response.json({ error: { code: "engine", message: "it broke" } }, { status: 500 }),
  );
  await expect.poll(() => probe.failure?.message).toBe("it broke");
  expect(waiting).toHaveLength(1);
});

test("arrow keys begin in the middle and end at the edge", () => {
  const probe = new Probe();
  const map = { rows: 2, columns: 5 };
  for (let times = 0; times < 4; times++) probe.moveBy({ row: 0, column: 1 }, map);
  expect(probe.cell).toEqual({ row: 1, column: 4 });
});
