/** @file A batch that goes on later does what was not done. */
import { rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { touch } from "../../support/fake-analyst.ts";
import { setUp, statuses, until } from "./set-up.ts";

describe("a batch that goes on later", () => {
  it("does exactly what was not done, and what has changed", async () => {
    const { batch, analyst, journal, input, again } = await setUp(12);
    batch.start();
    for (let done = 0; done < 6; done++) {
      await until(() => analyst.open.length === 3);
      analyst.open[1]?.answer(); // out of order
    }
    await until(() => batch.standing.done === 6);
    await batch.stop();
    const done = batch.page(0, 12).filter(({ status }) => status === "done");
    await journal.close();
    touch(join(input, done[0]?.name ?? ""));
    const later = await again();
    expect(later.batch.standing).toMatchObject({ status: "stopped", done: 5 });
    later.analyst.auto = () => undefined;
    later.batch.start();
    await later.batch.idle();
    expect(later.analyst.paths.length).toBe(7);
    const kept = done.slice(1).map(({ name }) => join(input, name));
    expect(kept.some((path) => later.analyst.paths.includes(path))).toBe(false);
    expect(later.batch.page(0, 12).map((row) => row.count)).toEqual(Array(12).fill(2));
    expect((await later.batch.result(done[3]?.index ?? NaN)).detections.length).toBe(2);
  });

  it("has nothing to do when all was done", async () => {
    const { batch, analyst, journal, again } = await setUp(3);
    analyst.auto = () => undefined;
    batch.start();
    await batch.idle();
    await journal.close();
    const { batch: later } = await again();
    expect(later.standing).toMatchObject({ status: "done", done: 3, timeLeft: null });
    later.start();
    await later.idle();
  });

  it("makes outputs anew that are gone, of these images alone", async () => {
    const { batch, analyst, again, output } = await setUp(4, ["csv", "zarr"]);
    analyst.auto = () => undefined;
    batch.start();
    await batch.idle();
    rmSync(join(output, "1.detections.csv"));
    writeFileSync(join(output, "3.map.ome.zarr"), "");
    const next = await again();
    expect(await next.batch.renew()).toEqual({
      items: 2,
      missing: ["1.detections.csv", "3.map.ome.zarr"],
    });
    expect([statuses(next.batch), next.batch.standing.status]).toEqual(["dwdw", "stopped"]);
    next.analyst.auto = () => undefined;
    next.batch.start();
    await next.batch.idle();
    // Several are in flight, and begin in about their order.
    const begun = next.analyst.paths.map((path) => basename(path)).sort();
    expect(begun).toEqual(["1.png", "3.png"]);
    expect(await next.batch.renew()).toEqual({ items: 0, missing: [] });
    expect(next.batch.standing).toMatchObject({ status: "done", done: 4 });
  });

  it("keeps the places of outputs when a new file would take them", async () => {
    const { batch, analyst, journal, input, again } = await setUp(["a.png"], ["csv"]);
    analyst.auto = () => undefined;
    batch.start();
    await batch.idle();
    await journal.close();
    writeFileSync(join(input, "a.jpg"), "image");
    const later = await again();
    later.analyst.auto = () => undefined;
    later.batch.start();
    await later.batch.idle();
    expect(later.analyst.paths).toEqual([join(input, "a.jpg")]);
    expect(later.batch.item(0).target).toBe("a.jpg");
  });
});
