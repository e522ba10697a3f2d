/** @file What may be asked of a batch, and what of it reaches the analyst. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { errorResponse } from "../../../src-core/contract/api.ts";
import { batchAdded } from "../../../src-core/contract/batch.ts";
import { userFolder } from "../../../src-main/files/user-folder.ts";
import { app, images, wanted } from "./app.ts";

describe("a batch at the door", () => {
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
