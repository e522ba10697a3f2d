import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { ExportName } from "../../../src-core/contract/exports.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { Batch } from "../../../src-main/batch/batch.ts";
import { collectInputs } from "../../../src-main/batch/inputs.ts";
import { Journal } from "../../../src-main/batch/journal.ts";
import { died, FakeAnalyst, touch } from "../../support/fake-analyst.ts";
import { temporaryFolder } from "../../support/folder.ts";

const root = temporaryFolder();
let count = 0;
const journals: Journal[] = [];
afterAll(() => Promise.all(journals.map((journal) => journal.close())));

/** A batch of files `0.png`, `1.png` … ; `again` opens its folders once more, as a later run does. */
async function setUp(names: number | readonly string[], exports: readonly ExportName[] = []) {
  const home = join(root, String(count++));
  const [input, output] = [join(home, "in"), join(home, "out")];
  mkdirSync(input, { recursive: true });
  const list =
    typeof names === "number" ? Array.from({ length: names }, (_, i) => `${i}.png`) : names;
  for (const name of list) writeFileSync(join(input, name), "image");
  const again = async () => {
    const analyst = new FakeAnalyst();
    const same = { stride: "native" as const, threshold: 0.5, runs: 1, device: "auto" };
    const settings = { ...same, model: "m", sha256: "a", said: "", exports: [...exports] };
    const journal = await Journal.open(output, settings, "1");
    journals.push(journal);
    const request = { ...same, model: "m", exports };
    const batch = new Batch({ analyst, journal, request, folder: output, overwrite: false });
    batch.add((await collectInputs([input])).images);
    return { batch, analyst, journal, input, output, again };
  };
  return again();
}

const statuses = (batch: Batch): string =>
  batch
    .page(0, 1000)
    .map(({ status }) => status.charAt(0))
    .join("");

/** Until the queue has moved. */
const until = (what: () => boolean): Promise<void> =>
  expect
    .poll(what, { interval: 1 })
    .toBe(true)
    .then(() => undefined);

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

describe("files", () => {
  it("that are changed or deleted in the queue fail alone, and are taken as they are when tried again", async () => {
    const { batch, analyst, input } = await setUp(6);
    analyst.auto = () => undefined;
    touch(join(input, "1.png"));
    rmSync(join(input, "2.png"));
    batch.start();
    await batch.idle();
    expect(statuses(batch)).toBe("dffddd");
    const told = batch.page(1, 2).map(({ failure }) => failure?.message);
    expect(told[0]).toContain("1.png: has changed since it was added (5 bytes then, 6 now)");
    expect(told[1]).toContain("2.png: was moved or deleted since it was added");
    await batch.retry();
    batch.start();
    await batch.idle();
    expect(statuses(batch)).toBe("d".repeat(6)); // the fake opens nothing
  });

  it("of every name are done, and their outputs lie as they do", async () => {
    const odd = [
      "中文 é #,%.png",
      "new\nline.png",
      "😀.png",
      "a.png",
      "a.jpg",
      `${"长".repeat(80)}.png`,
    ];
    const { batch, analyst, output } = await setUp(odd, ["overlay"]);
    analyst.auto = () => undefined;
    batch.start();
    await batch.idle();
    expect(batch.standing.done).toBe(odd.length);
    const files = await Promise.all(
      odd.map(async (_, at) => (await batch.result(at)).files.overlay),
    );
    for (const file of files) expect(readFileSync(file ?? "", "utf8")).toMatch(/\.(png|jpg)$/);
    for (const name of ["中文 é #,%", "new\nline", "😀", "a.png", "a.jpg"])
      expect(files).toContain(join(output, `${name}.overlay.png`));
  });

  it("that are there already are not overwritten, unless they are its own", async () => {
    const { batch, analyst, output, journal, again } = await setUp(3, ["csv"]);
    writeFileSync(join(output, "1.detections.csv"), "the user's");
    batch.start();
    // The third may be on its way before it is noted that the second cannot be.
    await until(() => {
      const { failure } = batch.page(1, 1)[0] ?? {};
      return analyst.open.length === 2 && failure?.code !== undefined;
    });
    expect(batch.page(1, 1)[0]?.failure?.code).toBe("output-exists");
    // A crash after an output was written, before the result was noted.
    writeFileSync(join(output, "0.detections.csv"), "half");
    await batch.stop();
    await journal.close();
    const later = await again();
    later.analyst.auto = () => undefined;
    await later.batch.retry();
    later.batch.start();
    await later.batch.idle();
    expect(statuses(later.batch)).toBe("dfd");
    expect(readFileSync(join(output, "1.detections.csv"), "utf8")).toBe("the user's");
    expect(readFileSync(join(output, "0.detections.csv"), "utf8")).toContain("0.png");
  });
});

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
    expect(next.analyst.paths.map((path) => basename(path))).toEqual(["1.png", "3.png"]);
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

describe("when the engine process dies", () => {
  it("nobody is failed who was only near", async () => {
    const { batch, analyst } = await setUp(9);
    batch.start();
    await until(() => analyst.open.length === 3);
    analyst.die();
    analyst.most = 0;
    for (let suspect = 0; suspect < 3; suspect++) {
      await until(() => analyst.open.length === 1);
      expect(analyst.open[0]?.request.path).toMatch(new RegExp(`${suspect}\\.png$`));
      analyst.open[0]?.answer();
    }
    expect(analyst.most).toBe(1);
    await until(() => analyst.open.length === 3); // then side by side again
    analyst.auto = () => undefined;
    for (const asked of [...analyst.open]) asked.answer();
    await batch.idle();
    expect(batch.standing).toMatchObject({ status: "done", done: 9, failed: 0 });
  });

  it("the one that kills it twice alone is failed with words, and the batch goes on", async () => {
    const { batch, analyst } = await setUp(12);
    analyst.auto = async ({ path }) => {
      await new Promise(setImmediate); // others are near
      if (path.endsWith("/4.png")) analyst.die();
    };
    batch.start();
    await batch.idle();
    expect(statuses(batch)).toBe("ddddfddddddd");
    const [row] = batch.page(4, 1);
    expect(row?.failure).toMatchObject({ code: "worker-died" });
    expect(row?.failure?.message).toContain(
      "ended unexpectedly 2 times while it ran this image alone",
    );
    expect(analyst.paths.filter((path) => path.endsWith("/4.png")).length).toBeLessThanOrEqual(3);
  });

  it("once by chance, the image that ran alone is tried again", async () => {
    const { batch, analyst } = await setUp(1);
    batch.start();
    await until(() => analyst.open.length === 1);
    analyst.open[0]?.fail(died());
    await until(() => analyst.open.length === 1 && analyst.paths.length === 2);
    analyst.open[0]?.answer();
    await batch.idle();
    expect(batch.standing).toMatchObject({ status: "done", done: 1 });
  });

  it("because the app is closing, nothing is failed", async () => {
    const { batch, analyst } = await setUp(5);
    batch.start();
    await until(() => analyst.open.length === 3);
    const stopped = batch.stop();
    analyst.die();
    await stopped;
    expect(statuses(batch)).toBe("wwwww");
  });
});

describe("when nothing can be written", () => {
  it("the batch waits instead of failing one image after the other", async () => {
    const { batch, analyst } = await setUp(50);
    let full = true;
    analyst.auto = () => {
      if (full) throw new UserError("disk-full", "/out: the disk is full: make room");
    };
    batch.start();
    await batch.idle();
    expect(batch.standing).toMatchObject({
      status: "paused",
      done: 0,
      failed: 0,
      message: { code: "disk-full", message: "/out: the disk is full: make room" },
    });
    expect(analyst.paths.length).toBeLessThanOrEqual(3);
    full = false;
    batch.start();
    expect(batch.standing.message).toBeNull();
    await batch.idle();
    expect(batch.standing).toMatchObject({ status: "done", done: 50 });
  });

  it("one place that is blocked is that image's trouble alone", async () => {
    const { batch, analyst } = await setUp(3);
    analyst.auto = ({ path }) => {
      if (path.endsWith("1.png")) throw new UserError("output-unwritable", `${path}: is a folder`);
    };
    batch.start();
    await batch.idle();
    expect([batch.standing.status, statuses(batch)]).toEqual(["done", "dfd"]);
  });

  it("a folder that is gone is everybody's", async () => {
    const { batch, analyst, output } = await setUp(9);
    analyst.auto = () => {
      rmSync(output, { recursive: true, force: true });
      writeFileSync(output, "a file in its place");
      throw new UserError("output-unwritable", "x: cannot be written");
    };
    batch.start();
    await batch.idle();
    expect(batch.standing).toMatchObject({ status: "paused", failed: 0 });
    expect(batch.standing.message?.message).toContain(`${output}: cannot be written`);
    expect(batch.standing.message?.message).toContain("then go on");
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
