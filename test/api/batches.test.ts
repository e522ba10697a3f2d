import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { errorResponse } from "../../src-core/contract/api.ts";
import type { BatchEvent, BatchItem, BatchState } from "../../src-core/contract/batch.ts";
import { batchAdded, batchEvent, batchPage, batchState } from "../../src-core/contract/batch.ts";
import type { Analyst } from "../../src-main/analysis/analyst.ts";
import type { Pictures } from "../../src-main/analysis/pictures.ts";
import type { Api } from "../../src-main/api/api.ts";
import { createApi, keyHeader } from "../../src-main/api/api.ts";
import { HostEvents } from "../../src-main/api/events.ts";
import { userFolder } from "../../src-main/files/user-folder.ts";
import { FakeAnalyst } from "../support/fake-analyst.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
const opened: Api[] = [];
afterAll(() => Promise.all(opened.map((api) => api.close())));

/** An app of its own, in the same user's folder as the others; `die` leaves it as a crash does. */
function app() {
  const analyst = new FakeAnalyst();
  const facts = { width: 64, height: 48, pages: 1, pyramid: null };
  const openImage = (): Promise<typeof facts> => Promise.resolve(facts);
  const all = Object.assign(analyst, { openImage }) as unknown as Analyst;
  const pictures = {} as Pictures; // nothing of a batch looks at them
  const api = createApi({
    analyst: all,
    pictures,
    desktop: { events: new HostEvents(), key: "key" },
  });
  opened.push(api);
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    api.fetch(new Request(`http://app/api/batches${path}`, init));
  const post = (path: string, body: unknown = {}, key = ""): Promise<Response> =>
    call(path, { method: "POST", body: JSON.stringify(body), headers: { [keyHeader]: key } });
  const state = async (path: string, body?: unknown): Promise<BatchState> =>
    batchState.parse(await (await post(path, body)).json());
  const upload = async (id: string, name: string): Promise<Response> =>
    call(`/${id}/files?name=${encodeURIComponent(name)}`, { method: "POST", body: "image" });
  const list = async (): Promise<BatchState[]> =>
    batchState.array().parse(await (await call("")).json());
  const until = (id: string, status: string): Promise<void> =>
    expect
      .poll(async () => (await list()).find((batch) => batch.id === id)?.status)
      .toBe(status)
      .then(() => undefined);
  return { analyst, api, call, post, state, upload, list, until };
}

const wanted = { name: "Scans", model: "m" };

function images(count: number): string {
  const place = join(mkdtempSync(join(folder, "in-")), "scans");
  mkdirSync(join(place, "inner"), { recursive: true });
  for (let index = 0; index < count; index++)
    writeFileSync(join(place, index % 2 ? "inner" : "", `${index}.png`), "image");
  writeFileSync(join(place, "Thumbs.db"), "x");
  return place;
}

/** Reads a stream's events until one fits; what came before is returned with it. */
function reading(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  return async (fits: (event: BatchEvent) => boolean): Promise<BatchEvent[]> => {
    const events: BatchEvent[] = [];
    for (;;) {
      const lines = rest.split("\n");
      while (lines.length > 1) {
        const event = batchEvent.parse(JSON.parse(lines.shift() ?? ""));
        rest = lines.join("\n");
        events.push(event);
        if (fits(event)) return events;
      }
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) return events;
      rest += value;
    }
  };
}

/** The table that a window makes of events. */
function table(events: readonly BatchEvent[]): BatchItem[] {
  const rows: BatchItem[] = [];
  for (const event of events)
    if (event.type === "items") for (const row of event.items) rows[row.index] = row;
  return rows;
}

const isDone = (event: BatchEvent): boolean =>
  event.type === "state" && event.state.status === "done";

describe("a batch at the door", () => {
  it("leads from files to results", async () => {
    const { analyst, call, state, upload, until } = app();
    analyst.auto = ({ path }) => {
      if (path.endsWith(".gif")) throw new Error(`${path}: no`);
    };
    const { id, status } = await state("", { ...wanted, exports: ["csv"] });
    expect(status).toBe("collecting");
    for (const name of ["scans/中文 é #,%.png", "scans/b/2.gif", "scans/.x/1.png", "lone.bin"])
      batchAdded.parse(await (await upload(id, name)).json());
    expect(await state(`/${id}/start`)).toMatchObject({ status: "running", total: 3, skipped: 1 });
    await until(id, "done");
    const read = reading(await call(`/${id}/events`));
    const rows = table(await read(({ type }) => type === "items"));
    expect(rows.map(({ name, status }) => [name, status])).toEqual([
      ["scans/中文 é #,%.png", "done"],
      ["scans/b/2.gif", "failed"],
      ["lone.bin", "done"],
    ]);
    expect(rows[1]?.failure?.message).toBe("unexpected: scans/b/2.gif: no"); // a name, not a path
    const csv = await call(`/${id}/table`);
    expect([csv.status, csv.headers.get("content-type")]).toEqual([200, "text/csv"]);
    expect((await csv.text()).split("\r\n").map((line) => line.split(",").slice(0, 2))).toEqual([
      // The text of the answer is without its byte order mark.
      ...[
        ["image", "status"],
        ['"scans/中文 é #', '%.png"'],
      ],
      ...[["scans/b/2.gif", "failed"], ["lone.bin", "done"], [""]],
    ]);
    const home = join(userFolder(), "batches", id);
    expect(existsSync(join(home, "results", "scans", "中文 é #,%.detections.csv"))).toBe(true);
    const thumbnail = await call(`/${id}/items/0/thumbnail`);
    expect([thumbnail.headers.get("content-type"), await thumbnail.text()]).toEqual([
      ...["image/webp", "webp"],
    ]);
    expect((await call(`/${id}/items/1/thumbnail`)).status).toBe(404);
    expect((await call(`/${id}/items/9/thumbnail`)).status).toBe(404);
    const open = await call(`/${id}/items/0/open`, { method: "POST" });
    expect(await open.json()).toMatchObject({ name: "scans/中文 é #,%.png", width: 64 });
    analyst.auto = () => undefined;
    await state(`/${id}/retry`);
    const later = await read(isDone);
    expect(later.at(-1)).toMatchObject({ state: { done: 3, failed: 0 } });
    expect(table(later)[1]).toMatchObject({ status: "done", failure: null });
  });

  it("runs on the device that is wanted, and is not made for one that is not there", async () => {
    const { analyst, state, post, upload, until, list } = app();
    const devices: string[] = [];
    analyst.auto = ({ device }) => {
      devices.push(device);
    };
    const { id } = await state("", { ...wanted, device: "webgpu" });
    await upload(id, "1.png");
    await state(`/${id}/start`);
    await until(id, "done");
    expect(devices).toEqual(["webgpu"]);
    const count = (await list()).length;
    expect((await post("", { ...wanted, device: "cuda" })).ok).toBe(false);
    expect(await list()).toHaveLength(count);
  });

  it("counts from the model's own thresholds on, where none is asked for", async () => {
    const { analyst, state, upload, until, list } = app();
    analyst.head = { ...analyst.head, thresholds: { 1: 0.8 } };
    const asked: object[] = [];
    analyst.auto = ({ threshold, overlap, scales }) => {
      asked.push({ threshold, overlap, scales });
    };
    const own = { threshold: { 0: 0.5, 1: 0.8 } };
    const limits = { threshold: 0.3, overlap: 0.2 };
    for (const [set, kept] of [
      [{}, own],
      [{ ...limits, scales: [1, 0.5] }, limits],
    ]) {
      const { id } = await state("", { ...wanted, ...set });
      await upload(id, "1.png");
      await state(`/${id}/start`);
      await until(id, "done");
      expect(asked.pop()).toEqual({ threshold: undefined, overlap: undefined, ...set });
      const { threshold, overlap, scales } = (await list()).find((batch) => batch.id === id) ?? {};
      expect({ threshold, overlap, scales }).toEqual({ threshold: undefined, ...set });
      const journal = join(userFolder(), "batches", id, "results", "fullconv-batch.ndjson");
      const [head = ""] = readFileSync(journal, "utf8").split("\n");
      expect(JSON.parse(head)).toMatchObject({ settings: kept });
    }
  });

  it("takes no name that leads elsewhere", async () => {
    const { state, upload } = app();
    const { id } = await state("", wanted);
    const names = ["../x.png", "a/../../x.png", "/etc/x.png", "a//x.png", "a\\..\\x.png", ""];
    for (const name of [...names, "C:\\x.png", "c:x.png", ".", "a/./x.png", "a\0.png", "a/"]) {
      const response = await upload(id, name);
      expect([name, response.status]).toEqual([name, 400]);
      expect(errorResponse.parse(await response.json()).error.message).toContain("below a folder");
    }
    expect(existsSync(join(userFolder(), "batches", id, "uploads"))).toBe(false);
  });

  it("takes folders by path from the desktop's own code alone", async () => {
    const { state, post, list } = app();
    const { id } = await state("", wanted);
    const path = images(5);
    expect((await post(`/${id}/path`, { path })).status).toBe(404);
    const added = batchAdded.parse(await (await post(`/${id}/path`, { path }, "key")).json());
    expect(added).toEqual({ added: 5, skipped: 1, problems: [] });
    expect((await list()).find((batch) => batch.id === id)).toMatchObject({ total: 5, skipped: 1 });
  });

  it("tells a late reader everything, in pages", async () => {
    const { analyst, state, post, call, until } = app();
    analyst.auto = () => undefined;
    const { id } = await state("", wanted);
    await post(`/${id}/path`, { path: images(2 * batchPage + 1) }, "key");
    await state(`/${id}/start`);
    await until(id, "done");
    let pages = 0;
    const read = reading(await call(`/${id}/events`));
    const events = await read(({ type }) => type === "items" && ++pages === 3);
    expect(events[0]).toMatchObject({ type: "state", state: { status: "done", done: 501 } });
    expect(table(events).every(({ status }) => status === "done")).toBe(true);
    expect(table(events).length).toBe(501);
  });

  it("tells changes not more often than eyes can follow, and none is lost", async () => {
    const { analyst, state, post, call } = app();
    const { id } = await state("", wanted);
    await post(`/${id}/path`, { path: images(200) }, "key");
    const begun = performance.now();
    const read = reading(await call(`/${id}/events`));
    analyst.auto = () => undefined;
    await state(`/${id}/start`);
    const events = await read(isDone);
    const looks = 1 + (performance.now() - begun) / 200;
    expect(table(events).filter(({ status }) => status === "done").length).toBe(200);
    // Each time one of the rows and one of the whole, however long the 200 take.
    expect(events.length).toBeLessThanOrEqual(2 * looks);
  });

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

  it("says what is wrong with a request", async () => {
    const { post, call } = app();
    const code = async (response: Response): Promise<unknown> =>
      z
        .array(z.unknown())
        .parse([
          response.status,
          ((await response.json()) as { error: { code: string } }).error.code,
        ]);
    expect(await code(await post("", { ...wanted, model: "none" }))).toEqual([
      404,
      "unknown-model",
    ]);
    expect(await code(await post("", { ...wanted, name: " " }))).toEqual([400, "invalid-request"]);
    expect(await code(await post("", { ...wanted, exports: ["x"] }))).toEqual([
      400,
      "invalid-request",
    ]);
    expect(await code(await post("/none/start"))).toEqual([404, "not-found"]);
    expect(await code(await call("/..%2f..%2fetc/events"))).toEqual([404, "not-found"]);
  });
});
