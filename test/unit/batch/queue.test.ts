/** @file The queue of a batch: what is in flight, and what is held of it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src-core/contract/failure.ts";
import { collectInputs } from "../../../src-main/batch/inputs.ts";
import { setUp, statuses, until } from "./set-up.ts";

describe("a batch", () => {
  it("keeps three in flight, about in order, and ends when all are through", async () => {
    const { batch, analyst } = await setUp(20);
    expect(batch.standing).toMatchObject({ status: "collecting", total: 20, done: 0 });
    batch.start();
    for (let done = 0; done < 20; done++) {
      await until(() => analyst.open.length === Math.min(3, 20 - done));
      analyst.open[0]?.answer();
    }
    await batch.idle();
    expect(batch.standing).toMatchObject({ status: "done", done: 20, failed: 0, message: null });
    expect(analyst.most).toBe(3);
    // Each looks at its file first, so that neighbours may overtake each other.
    const asked = analyst.paths.map((path) => Number(/(\d+)\.png$/.exec(path)?.[1]));
    expect(asked.every((index, at) => Math.abs(index - at) < 3)).toBe(true);
    expect(new Set(asked).size).toBe(20);
    expect(batch.page(3, 1)).toEqual([
      {
        index: 3,
        name: "3.png",
        status: "done",
        width: 64,
        height: 48,
        count: 2,
        top: "1",
        score: 0.75,
        time: 2,
        failure: null,
        notices: [],
      },
    ]);
    expect((await batch.result(3)).detections.length).toBe(2);
  });

  it("never goes backwards, and tells of every change", async () => {
    const { batch, analyst } = await setUp(30);
    let [last, told] = [0, 0];
    batch.subscribe({
      state: () => {
        const { done, failed } = batch.standing;
        expect(done + failed).toBeGreaterThanOrEqual(last);
        last = done + failed;
      },
      item: () => told++,
    });
    analyst.auto = ({ path }) => {
      if (path.endsWith("7.png")) throw new UserError("image-unreadable", `${path}: no`);
    };
    batch.start();
    await batch.idle();
    expect([last, told]).toEqual([30, 60]); // each: running, then done or failed
    expect(batch.standing).toMatchObject({ status: "done", done: 27, failed: 3 });
    analyst.auto = () => undefined;
    last = 0;
    expect(await batch.retry()).toBe(3);
    expect(batch.standing.status).toBe("stopped");
    batch.start();
    await batch.idle();
    expect(batch.standing).toMatchObject({ status: "done", done: 30, failed: 0 });
    expect(analyst.paths.length).toBe(33);
  });

  it("paused, ends what it has begun; stopped, gives it back", async () => {
    const { batch, analyst } = await setUp(10);
    batch.start();
    await until(() => analyst.open.length === 3);
    batch.pause();
    for (const asked of [...analyst.open]) asked.answer();
    await batch.idle();
    expect([batch.standing.status, statuses(batch)]).toEqual(["paused", "dddwwwwwww"]);
    batch.start();
    await until(() => analyst.open.length === 3);
    await batch.stop();
    expect([batch.standing.status, statuses(batch)]).toEqual(["stopped", "dddwwwwwww"]);
    analyst.auto = () => undefined;
    batch.start();
    await batch.idle();
    expect([batch.standing.status, statuses(batch)]).toEqual(["done", "d".repeat(10)]);
  });

  it("takes more files while it runs, and each file once", async () => {
    const { batch, analyst, input } = await setUp(4);
    batch.start();
    await until(() => analyst.open.length === 3);
    writeFileSync(join(input, "more.png"), "image");
    expect(batch.add((await collectInputs([input])).images).length).toBe(1);
    analyst.auto = () => undefined;
    for (const asked of [...analyst.open]) asked.answer();
    await batch.idle();
    expect(batch.standing).toMatchObject({ status: "done", total: 5, done: 5 });
  });

  it("is not through while there is nothing in it", async () => {
    const { batch } = await setUp(0);
    batch.start();
    expect(batch.standing.status).toBe("collecting");
    await batch.idle();
  });
});

describe("what is held", () => {
  it("is rows, not results", async () => {
    const { batch, analyst } = await setUp(8);
    analyst.auto = () => undefined;
    analyst.detections = 20_000;
    batch.start();
    await batch.idle();
    expect(JSON.stringify(batch.page(0, 8)).length).toBeLessThan(2000);
    const holds = (value: unknown, seen = new Set<unknown>()): number => {
      if (typeof value !== "object" || value === null || seen.has(value)) return 1;
      seen.add(value);
      const parts =
        value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
      return parts.reduce((sum: number, part) => sum + holds(part, seen), 1);
    };
    expect(holds(batch)).toBeLessThan(8 * 100 + 1000);
  });
});
