/** @file Corrections over the api: kept by content, found again under another name, and written into what is exported. */
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { analysis as analysisSchema } from "../../src-core/contract/analysis.ts";
import { jobEvent, openedImage } from "../../src-core/contract/api.ts";
import type { Edit } from "../../src-core/contract/results/edits.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import type { Api } from "../../src-main/api/api.ts";
import { createApi } from "../../src-main/api/api.ts";
import { KeptEdits } from "../../src-main/api/kept-edits.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { contentDigest } from "../../src-main/files/content-digest.ts";
import { userFolder } from "../../src-main/files/user-folder.ts";

const open = (): Api =>
  createApi({ analyst: new Workbench(onnxruntime, "models"), pictures: new LocalPictures() });
const folder = mkdtempSync(join(tmpdir(), "edits-"));
const apis: Api[] = [];
afterAll(async () => {
  for (const api of apis) await api.close();
  rmSync(folder, { recursive: true });
});

/** Each is another start of the app. */
async function analysed() {
  const api = open();
  apis.push(api);
  const call = (path: string, init?: RequestInit): Promise<Response> =>
    api.fetch(new Request(`http://app/api${path}`, init));
  const send = (path: string, body: unknown, method = "POST"): Promise<Response> =>
    call(path, { method, body: JSON.stringify(body) });
  const sample = await send("/images/sample", { model: "lenet-digits" });
  const image = openedImage.parse(await sample.json());
  const wanted = { image: image.id, model: "lenet-digits", device: "cpu", runs: 1 };
  const lines = (await (await send("/analyses", wanted)).text()).trimEnd().split("\n");
  const last = jobEvent.parse(JSON.parse(lines.at(-1) ?? ""));
  if (last.type !== "result") throw new Error(last.type);
  const path = `/analyses/${last.analysis}`;
  const text = async (name: string, query = ""): Promise<string> =>
    (await call(`${path}/exports/${name}${query}`)).text();
  return {
    found: last.result.detections,
    edits: async (): Promise<unknown> => (await call(`${path}/edits`)).json(),
    keep: (list: unknown) => send(`${path}/edits`, list, "PUT"),
    text,
  };
}

it("corrections are kept, are there after another start, and stand in what is exported", async () => {
  const one = await analysed();
  const [first, second, third] = one.found;
  if (!first || !second || !third) throw new Error("too little was found");
  expect(await one.edits()).toEqual([]);
  const of = ({ label, x, y, width, height }: typeof first) => ({ label, x, y, width, height });
  const list: Edit[] = [
    { kind: "rejected", of: of(first) },
    { kind: "relabelled", of: of(second), label: "odd" },
    { kind: "added", id: "box-1", box: { label: "3", x: 1, y: 2, width: 30, height: 40 } },
  ];
  expect((await one.keep(list)).status).toBe(204);
  // Read by their user alone, and called by nothing that could be read.
  const kept = join(userFolder(), "corrections");
  expect(readdirSync(kept)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  const [name = ""] = readdirSync(kept);
  if (process.platform !== "win32") expect(statSync(join(kept, name)).mode & 0o077).toBe(0);
  const again = await analysed();
  expect(await again.edits()).toEqual(list);

  const rows = (await again.text("csv", "?edited=1")).trimEnd().split("\r\n");
  expect(rows[0]).toBe("label,score,x,y,width,height,centreX,centreY,edited");
  expect(rows[1]).toBe("3,,1,2,30,40,16,22,added");
  expect(rows[2]).toMatch(/^odd,.*,relabelled$/);
  expect(rows[2]).toContain(`,${second.score},`);
  expect(rows).toHaveLength(1 + one.found.length);
  const json = JSON.parse(await again.text("json", "?edited=1")) as Record<string, unknown>;
  expect(json["edits"]).toEqual({ rejected: 1, relabelled: 1, added: 1 });
  expect((json["detections"] as unknown[]).slice(0, 3)).toMatchObject([
    { label: "3", score: null, edited: "added" },
    { label: "odd", score: second.score, edited: "relabelled", foundAs: second.label },
    third,
  ]);
  const geo = JSON.parse(await again.text("geojson", "?edited=1")) as {
    edits: unknown;
    features: { properties: Record<string, unknown> }[];
  };
  expect(geo.edits).toEqual({ rejected: 1, relabelled: 1, added: 1 });
  expect(geo.features[0]?.properties).toMatchObject({ edited: "added", measurements: {} });
  expect(await again.text("report", "?edited=1")).toContain(
    "by hand: 1 added, 1 relabelled, 1 rejected and left out",
  );

  // As found: as the contract has it, without a word of them.
  const found = await again.text("json");
  expect(analysisSchema.parse(JSON.parse(found)).detections).toEqual(one.found);
  expect((await again.text("csv")).split("\r\n")[0]).toBe(
    "label,score,x,y,width,height,centreX,centreY",
  );
  // Nothing is kept of nothing.
  expect((await again.keep([])).status).toBe(204);
  expect(readdirSync(kept).filter((one) => one.endsWith(".json"))).toEqual([]);
  const refused = await again.keep([{ kind: "rejected", of: { label: "3" } }]);
  expect(refused.status).toBe(400);
});

it("the same content under another name is the same image, another model is not; none goes", async () => {
  const [a, b] = [join(folder, "a.png"), join(folder, "b.png")];
  copyFileSync("models/lenet-digits/card.json", a);
  copyFileSync(a, b);
  expect(await contentDigest(a)).toBe(await contentDigest(b));
  const place = join(folder, "kept");
  const told: unknown[] = [];
  const edits = new KeptEdits((notice) => told.push(notice), place);
  const of = (path: string, sha256 = "1") => ({
    path,
    version: path,
    model: { sha256, card: "c" },
  });
  const list: Edit[] = [
    { kind: "added", id: "box-1", box: { label: "3", x: 1, y: 2, width: 3, height: 4 } },
  ];
  await edits.put(of(a), list);
  expect(await edits.get(of(b))).toEqual(list);
  expect(await edits.get(of(a, "2"))).toEqual([]);
  await edits.put(of(a, "2"), list);
  await edits.put(of(a, "3"), list);
  expect(readdirSync(place)).toHaveLength(3);
  expect(await edits.get(of(b))).toEqual(list);
  expect(told).toEqual([]);
});
