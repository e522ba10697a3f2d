import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { analysis as analysisSchema } from "../../src-core/contract/analysis.ts";
import type { JobEvent } from "../../src-core/contract/api.ts";
import {
  cellScores,
  detections,
  errorResponse,
  jobEvent,
  modelSummary,
  openedImage,
} from "../../src-core/contract/api.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi, keyHeader } from "../../src-main/api/api.ts";
import { sessionFolder } from "../../src-main/files/cache-folder.ts";
import { HostEvents } from "../../src-main/api/host-events.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";

const folder = temporaryFolder();
const events = new HostEvents();
const api = createApi({
  analyst: new Workbench(onnxruntime, "models"),
  pictures: new LocalPictures(),
  desktop: { events, key: "the key" },
});
afterAll(() => api.close());

const call = (path: string, init?: RequestInit): Promise<Response> =>
  api.fetch(new Request(`http://app/api${path}`, init));
const post = (
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> => call(path, { method: "POST", body: JSON.stringify(body), headers });
const get = async <T>(schema: z.ZodType<T>, response: Response): Promise<T> =>
  schema.parse(await response.json());
const failure = async (
  response: Response,
): Promise<[status: number, code: string, message: string]> => {
  const { error } = await get(errorResponse, response);
  return [response.status, error.code, error.message];
};
const openSample = async (): Promise<string> =>
  (await get(openedImage, await post("/images/sample", { model: "lenet-digits" }))).id;

it("tells of every device, and refuses one that is none", async () => {
  const told = await stream(await post("/devices", {}));
  const last = told.at(-1);
  expect(last?.type).toBe("devices");
  if (last?.type === "devices") expect(last.devices[0]).toMatchObject({ id: "cpu", present: true });
  expect(
    await failure(await post("/analyses", { image: "x", model: "m", device: "abacus" })),
  ).toEqual([400, "invalid-request", expect.stringContaining("device")]);
});

async function stream(response: Response): Promise<JobEvent[]> {
  const text = await response.text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => jobEvent.parse(JSON.parse(line)));
}

/** Parts of a body as they come; "" at its end. */
function reading(response: Response): () => Promise<string> {
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  return async () => new TextDecoder().decode((await reader?.read())?.value);
}

describe("the door", () => {
  it("lists the models", async () => {
    const models = await get(modelSummary.array(), await call("/models"));
    expect(models.find(({ id }) => id === "lenet-digits")).toMatchObject({
      sample: true,
      strideX: 4,
    });
  });

  it("leads from an image to its map, its cells, its detections and the comparison", async () => {
    const image = await openSample();
    const png = await call(`/images/${image}/pixels`);
    expect(png.headers.get("content-type")).toBe("image/png");
    const pass = await stream(await post("/analyses", { image, model: "lenet-digits", runs: 1 }));
    expect(pass[0]?.type).toBe("started");
    expect(pass.filter(({ type }) => type === "map").length).toBe(1);
    const last = pass.at(-1);
    if (last?.type !== "result") throw new Error(JSON.stringify(last));
    expect(last.result.image.path).toBe("digits.png"); // a name, not a path
    const { analysis, result } = last;
    const map = await (await call(`/analyses/${analysis}/map`)).arrayBuffer();
    expect(map.byteLength).toBe(4 * 11 * result.map.rows * result.map.columns);
    const cell = await get(cellScores, await call(`/analyses/${analysis}/cells/2/3`));
    const plane = result.map.rows * result.map.columns;
    const scores = new Float32Array(map);
    expect(cell.pass[10]).toBeCloseTo(scores[10 * plane + 2 * result.map.columns + 3] ?? NaN, 6);
    expect(cell.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    const few = await get(
      detections,
      await call(`/analyses/${analysis}/detections?threshold=0.999`),
    );
    expect(few.length).toBeLessThan(result.detections.length);
    expect(few.every(({ score }) => score >= 0.999)).toBe(true);
    const compared = (
      await stream(await post(`/analyses/${analysis}/baseline`, { budget: 300 }))
    ).at(-1);
    if (compared?.type !== "result") throw new Error(JSON.stringify(compared));
    expect(compared.result.equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    expect(compared.result.timings.window?.positions).toBe(plane);
    const sideBySide = await stream(
      await post(`/analyses/${analysis}/devices`, { rounds: 2, budget: 200 }),
    );
    const steps = sideBySide.flatMap((event) =>
      event.type === "progress" && event.progress.phase === "compare" ? [event.progress] : [],
    );
    expect(steps.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
    const figures = sideBySide.at(-1);
    if (figures?.type !== "compared") throw new Error(JSON.stringify(figures));
    expect(figures.devices).toEqual([
      expect.objectContaining({
        device: "cpu",
        rounds: 2,
        againstCpu: { maxAbsDiff: 0, argmaxAgreement: 1 },
        equality: expect.objectContaining({ argmaxAgreement: 1 }) as unknown,
      }),
    ]);
  });

  it("exports the boxes of the limits that the window shows, and says which these are", async () => {
    const image = await openSample();
    const pass = await stream(
      await post("/analyses", { image, model: "lenet-digits", runs: 1, threshold: 0.5 }),
    );
    const last = pass.at(-1);
    if (last?.type !== "result") throw new Error(JSON.stringify(last));
    const { analysis, result } = last;
    expect(result.limits).toEqual({ threshold: 0.5, overlap: 0.2 });
    const exported = async (name: string, query: string): Promise<string> =>
      (await call(`/analyses/${analysis}/exports/${name}${query}`)).text();
    for (const query of ["?threshold=0.999&overlap=0.2", "?threshold=0.5&overlap=0", ""]) {
      const shown = await get(detections, await call(`/analyses/${analysis}/detections${query}`));
      const csv = await exported("csv", query);
      expect(csv.trimEnd().split("\r\n").slice(1).length).toBe(shown.length);
      const told = analysisSchema.parse(JSON.parse(await exported("json", query)));
      expect(told.detections).toEqual(shown);
      const geojson = z.object({ features: z.array(z.unknown()) });
      expect(geojson.parse(JSON.parse(await exported("geojson", query))).features.length).toBe(
        shown.length,
      );
    }
    const few = analysisSchema.parse(
      JSON.parse(await exported("json", "?threshold=0.999&overlap=0.1")),
    );
    expect(few.detections.length).toBeLessThan(result.detections.length);
    expect(few.limits).toEqual({ threshold: 0.999, overlap: 0.1 });
    expect(await exported("report", "?threshold=0.999&overlap=0.1")).toMatch(
      />Threshold<\/dt>\s*<dd>0\.999<[\s\S]*>Most overlap<\/dt>\s*<dd>0\.1</,
    );
    const low = analysisSchema.parse(
      JSON.parse(await exported("json", "?threshold=0&overlap=0.2")),
    );
    expect(low.notices.map(({ message }) => message)).toEqual([
      "boxes that score less than 0.01 are not kept, those from 0 on were asked for",
    ]);
    expect(await failure(await call(`/analyses/${analysis}/exports/csv?threshold=2`))).toEqual([
      400,
      "invalid-request",
      expect.stringContaining("threshold"),
    ]);
  });

  it("stops a job when it is told to", async () => {
    const image = await openSample();
    const response = await post("/analyses", { image, model: "lenet-digits", runs: 1000 });
    const read = reading(response);
    const first = jobEvent.parse(JSON.parse((await read()).split("\n")[0] ?? ""));
    if (first.type !== "started") throw new Error(first.type);
    expect((await call(`/jobs/${first.job}`, { method: "DELETE" })).status).toBe(204);
    let text = "";
    for (let part = await read(); part !== ""; part = await read()) text += part;
    const last = jobEvent.parse(JSON.parse(text.trimEnd().split("\n").at(-1) ?? ""));
    expect(last).toEqual({ type: "failed", error: { code: "cancelled", message: "stopped" } });
    expect((await call(`/jobs/${first.job}`, { method: "DELETE" })).status).toBe(204);
  });

  it("takes uploads, speaks of them by name, and removes them", async () => {
    const path = join(folder, "small.png");
    await grayPng(path, new Uint8Array(600), 30, 20);
    const upload = (name: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
      call(`/images?name=${encodeURIComponent(name)}`, { method: "POST", body });
    const small = await get(
      openedImage,
      await upload("中文 é.png", new Uint8Array(readFileSync(path))),
    );
    expect(small).toMatchObject({ name: "中文 é.png", width: 30, height: 20 });
    const [failed] = (
      await stream(await post("/analyses", { image: small.id, model: "lenet-digits" }))
    ).slice(-1);
    if (failed?.type !== "failed") throw new Error(failed?.type);
    expect(failed.error.code).toBe("image-too-small");
    expect(failed.error.message).toMatch(
      /^中文 é\.png: window 28×28 is larger than the image 30×20/,
    );
    expect(await failure(await upload("text.png", "no image"))).toEqual([
      ...[422, "image-unreadable"],
      expect.stringMatching(/^text\.png: is no image that can be read/),
    ]);
    expect((await failure(await upload("empty.png", "")))[2]).toBe(
      "empty.png: the file is empty (0 bytes)",
    );
    await call(`/images/${small.id}`, { method: "DELETE" });
    expect((await failure(await call(`/images/${small.id}/pixels`)))[0]).toBe(404);
  });

  it("lets only the holder of the desktop's key name a path", async () => {
    const path = join(folder, "by-path.png");
    await grayPng(path, new Uint8Array(28 * 28), 28, 28);
    expect((await failure(await post("/images/path", { path })))[0]).toBe(404);
    const headers = { [keyHeader]: "the key" };
    const opened = await get(openedImage, await post("/images/path", { path }, headers));
    expect(opened.name).toBe("by-path.png");
    await call(`/images/${opened.id}`, { method: "DELETE" });
    expect(existsSync(path)).toBe(true); // only uploads are ours to remove
  });

  it("answers what is wrong in words", async () => {
    expect(await failure(await call("/nonsense"))).toEqual([
      404,
      "not-found",
      "/api/nonsense is not there",
    ]);
    expect((await failure(await post("/images/sample", { model: "../etc" })))[1]).toBe(
      "invalid-request",
    );
    expect((await failure(await post("/images/sample", { model: "nonsense" })))[1]).toBe(
      "unknown-model",
    );
    expect(
      (await failure(await call("/images/sample", { method: "POST", body: "{" })))[2],
    ).toContain("no JSON");
    expect((await failure(await call("/analyses/none/map")))[0]).toBe(404);
    const image = await openSample();
    expect(
      (await failure(await post("/analyses", { image, model: "lenet-digits", runs: 0 })))[1],
    ).toBe("invalid-request");
  });

  it("tells the window what the menu opened", async () => {
    const text = reading(await call("/events"));
    expect(await text()).toBe('{"type":"alive"}\n');
    const size = { width: 2, height: 3, pages: 1, pyramid: null };
    events.emit({ type: "opened", image: { id: "1", name: "a.png", ...size } });
    expect(JSON.parse(await text())).toMatchObject({ type: "opened", image: { name: "a.png" } });
  });

  it("keeps uploads in the session's folder, and none after it was closed", async () => {
    const uploads = (): string[] =>
      readdirSync(sessionFolder()).filter((name) => name.startsWith("uploads-"));
    const before = uploads().length;
    const other = createApi({
      analyst: new Workbench(onnxruntime, "models"),
      pictures: new LocalPictures(),
    });
    await other.fetch(
      new Request("http://app/api/images?name=a.png", { method: "POST", body: "x" }),
    );
    expect(uploads()).toHaveLength(before + 1);
    await other.close();
    expect(uploads()).toHaveLength(before);
  });
});
