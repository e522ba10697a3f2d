/** @file What a batch does when the engine process dies, and when nothing can be written. */
import { rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src-core/contract/failure.ts";
import { crashFailure } from "../../../src-main/batch/crashes.ts";
import type { Item } from "../../../src-main/batch/item.ts";
import { died } from "../../support/fake-analyst.ts";
import { setUp, statuses, until } from "./set-up.ts";

it("an image that is to blame says how the process ended the last time", () => {
  const item = { path: "/a.png", crashes: 2 } as Item;
  const last = "the engine process ended unexpectedly (SIGSEGV: a fault in native code) during x";
  expect(crashFailure(item, last)?.message).toContain(
    "/a.png: the engine process ended unexpectedly 2 times (last SIGSEGV: a fault in native code) while",
  );
  expect(crashFailure({ ...item, crashes: 1 }, last)).toBeNull();
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

it("a model that is gone, or another one by now, holds the batch instead of failing each image", async () => {
  const { batch, analyst } = await setUp(5);
  const told = { code: "unknown-model", message: "model mine is no longer there" } as const;
  const gone = new UserError(told.code, told.message);
  batch.start();
  await until(() => analyst.open.length === 3);
  for (const asked of [...analyst.open]) asked.fail(gone);
  await batch.idle();
  expect(batch.standing).toMatchObject({ status: "paused", done: 0, failed: 0, message: told });
});
