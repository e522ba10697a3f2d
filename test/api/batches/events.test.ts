/** @file A batch from files to results, and what is told of it on the way. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { batchAdded, batchPage } from "../../../src-core/contract/batch.ts";
import { userFolder } from "../../../src-main/files/user-folder.ts";
import { app, images, wanted } from "./app.ts";
import { isDone, reading, table } from "./reading.ts";

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
      "image/webp",
      "webp",
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
});
