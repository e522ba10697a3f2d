/** @file What is kept of a batch: after a crash, after changes from outside, after it is forgotten. */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorResponse } from "../../../src-core/contract/api.ts";
import { userFolder } from "../../../src-main/files/user-folder.ts";
import { app, images, wanted } from "./app.ts";
import { reading } from "./reading.ts";

describe("a batch at the door", () => {
  it("stops, and is forgotten with its uploads; results go only when asked for", async () => {
    const { analyst, state, upload, call, list, until } = app();
    analyst.auto = () => undefined;
    const { id } = await state("", wanted);
    await upload(id, "a.png");
    await state(`/${id}/start`);
    await until(id, "done");
    analyst.auto = null;
    await upload(id, "b.png");
    expect(await state(`/${id}/start`)).toMatchObject({ status: "running", total: 2, done: 1 });
    expect(await state(`/${id}/pause`)).toMatchObject({ status: "paused" });
    expect(await state(`/${id}/stop`)).toMatchObject({ status: "stopped", done: 1 });
    const events = reading(await call(`/${id}/events`));
    expect((await call(`/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await events(({ type }) => type === "forgotten")).at(-1)?.type).toBe("forgotten");
    const home = join(userFolder(), "batches", id);
    expect(readdirSync(home)).toEqual(["results"]);
    expect((await list()).some((batch) => batch.id === id)).toBe(false);
    expect((await call(`/${id}/events`)).status).toBe(404);
    const other = (await state("", wanted)).id;
    await call(`/${other}?results=1`, { method: "DELETE" });
    expect(existsSync(join(userFolder(), "batches", other))).toBe(false);
  });

  it("is there again after a crash, and goes on where it was", async () => {
    const first = app();
    const { id } = await first.state("", wanted);
    await first.post(`/${id}/path`, { path: images(6) }, "key");
    await first.upload(id, "up.png");
    await first.state(`/${id}/start`);
    for (let done = 0; done < 4; done++) {
      await expect.poll(() => first.analyst.open.length).toBe(3);
      first.analyst.open[0]?.answer();
    }
    await expect.poll(() => first.analyst.paths.length).toBe(7);
    // The crash: nobody closes anything. What lies on the disk is all that there is.
    const second = app();
    const found = (await second.list()).find((batch) => batch.id === id);
    expect(found).toMatchObject({
      name: "Scans",
      status: "stopped",
      total: 7,
      done: 4,
      skipped: 1,
    });
    second.analyst.auto = () => undefined;
    await second.state(`/${id}/start`);
    await second.until(id, "done");
    expect(second.analyst.paths.length).toBe(3);
  });

  it.each([
    ["results/fullconv-batch.ndjson", "names a place outside its folder"],
    ["sources.ndjson", "has a line that cannot be read, or leads out of its folder"],
  ])("is told of and refused where its %s leads elsewhere", async (file, message) => {
    const before = app();
    const { id } = await before.state("", wanted);
    await before.upload(id, "a.png");
    await before.api.close();
    const path = join(userFolder(), "batches", id, file);
    const line = { type: "source", path: "/a.png", name: "a.png", target: "../pwned" };
    const about = { ...line, size: 1, modified: 1 };
    const evil = file.startsWith("results") ? { ...about, type: "begun" } : about;
    appendFileSync(path, `${JSON.stringify(evil)}\n{"torn`);
    const content = readFileSync(path, "utf8");

    const after = app();
    const told = (await after.list()).find((batch) => batch.id === id);
    expect(told).toMatchObject({ name: "Scans", status: "stopped", total: 0 });
    expect(told?.message?.message).toContain(message);
    const started = await after.post(`/${id}/start`);
    expect(started.status).toBe(400);
    expect(errorResponse.parse(await started.json()).error.message).toContain(message);
    expect(readFileSync(path, "utf8")).toBe(content);
    expect((await after.call(`/${id}?results=1`, { method: "DELETE" })).status).toBe(204);
    expect(existsSync(join(userFolder(), "batches", id))).toBe(false);
  });

  it.skipIf(process.platform === "win32").each([
    [
      "of a newer version",
      (path: string) => {
        writeFileSync(path, '{"version":2}');
      },
      /of version 2 /,
    ],
    [
      "a folder",
      (path: string) => {
        mkdirSync(path);
      },
      /it is a folder/,
    ],
    ["a pipe", (path: string) => execFileSync("mkfifo", [path]), /it is a named pipe/],
    [
      "a device",
      (path: string) => {
        symlinkSync("/dev/zero", path);
      },
      /it is a device/,
    ],
    [
      "too large",
      (path: string) => {
        writeFileSync(path, Buffer.alloc(17e6));
      },
      /17000000 bytes/,
    ],
  ])("is listed, too, where its description is %s and nothing was added", async (_, put, why) => {
    const before = app();
    const { id } = await before.state("", wanted);
    await before.api.close();
    const home = join(userFolder(), "batches", id);
    for (const name of readdirSync(home)) rmSync(join(home, name), { recursive: true });
    put(join(home, "batch.json"));
    const after = app();
    const told = (await after.list()).find((batch) => batch.id === id);
    expect(told).toMatchObject({ id, status: "stopped", total: 0 });
    expect(told?.message?.message).toMatch(why);
    expect(told?.message?.message).toContain(join(home, "batch.json"));
    expect((await after.call(`/${id}?results=1`, { method: "DELETE" })).status).toBe(204);
    expect(existsSync(home)).toBe(false);
  });

  it.each([
    ["a description that is none", "batch.json", "not json", "what the batch was is not known"],
    ["an empty one", "batch.json", "", "what the batch was is not known"],
    ["none", "batch.json", null, "what the batch was is not known"],
    ["no list of images", "sources.ndjson", null, "1 that were begun are not in it, a.png"],
    ["a list that ends early", "sources.ndjson", -10, "ends in the middle of a line"],
  ] as const)("is listed as damaged with %s", async (_name, file, damage, message) => {
    const before = app();
    const { id } = await before.state("", wanted);
    await before.upload(id, "a.png");
    before.analyst.auto = () => undefined;
    await before.state(`/${id}/start`);
    await before.until(id, "done");
    await before.upload(id, "b.png");
    await before.api.close();
    const path = join(userFolder(), "batches", id, file);
    if (damage === null) rmSync(path);
    else if (typeof damage === "string") writeFileSync(path, damage);
    else truncateSync(path, statSync(path).size + damage);

    const after = app();
    const told = (await after.list()).find((batch) => batch.id === id);
    expect(told?.message?.message).toContain(message);
    expect(told?.message?.message).not.toContain("undefined");
    expect((await after.call(`/${id}?results=1`, { method: "DELETE" })).status).toBe(204);
    expect(existsSync(join(userFolder(), "batches", id))).toBe(false);
  });

  it("is not gone on with when its model is another one", async () => {
    const { analyst, state, upload, post } = app();
    const { id } = await state("", wanted);
    await upload(id, "a.png");
    const refusal = async (): Promise<string> =>
      errorResponse.parse(await (await post(`/${id}/start`)).json()).error.message;
    const { head } = analyst;
    analyst.head = { kind: "classifier", classes: ["0", "2"], activation: "softmax" };
    expect(await refusal()).toContain("Scans: the model's card, or what was answered");
    analyst.head = head;
    analyst.sha256 = "b".repeat(64);
    expect(await refusal()).toContain(
      "Scans: the model's file has changed since the batch was made",
    );
  });
});
