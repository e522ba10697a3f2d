import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { errorResponse, jobEvent, modelSummary, openedImage } from "../../src-core/contract/api.ts";
import { draft, namedDraft } from "../../src-core/contract/drafts.ts";
import type { Answers } from "../../src-core/contract/examined.ts";
import { examined } from "../../src-core/contract/examined.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi, keyHeader } from "../../src-main/api/api.ts";
import type { Upload } from "../../src-main/api/save-body.ts";
import { sessionFolder } from "../../src-main/files/cache-folder.ts";
import { Drafts } from "../../src-main/api/drafts.ts";
import { HostEvents } from "../../src-main/api/host-events.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";
import { mtcnnPresent, mtcnnWeights } from "../support/models/mtcnn.ts";
import { onnxFile, refusedFile, withWeightsApart } from "../support/models/own-models.ts";

const folder = temporaryFolder();
// Uploads are counted: those of other tests go elsewhere.
for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
const own = join(folder, "own");
const analyst = new Workbench(onnxruntime, "models", own);
const api = createApi({
  analyst,
  pictures: new LocalPictures(),
  desktop: { events: new HostEvents(), key: "the key" },
});
afterAll(() => api.close());

const call = (path: string, init?: RequestInit): Promise<Response> =>
  api.fetch(new Request(`http://app/api${path}`, init));
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(path, { method: "POST", body: JSON.stringify(body), headers });
const get = async <T>(schema: z.ZodType<T>, response: Response): Promise<T> =>
  schema.parse(await response.json());
const failure = async (response: Response): Promise<[status: number, message: string]> => [
  response.status,
  (await get(errorResponse, response)).error.message,
];

const begin = async (): Promise<string> => (await get(draft, await post("/drafts", {}))).id;
const upload = (id: string, name: string, bytes: Uint8Array): Promise<Response> =>
  call(`/drafts/${id}/files?name=${encodeURIComponent(name)}`, {
    method: "POST",
    body: new Uint8Array(bytes),
  });
const examine = (id: string, answers: Answers = {}): Promise<Response> =>
  post(`/drafts/${id}/examine`, { answers });
const keep = (id: string, answers: Answers, name: string): Promise<Response> =>
  post(`/drafts/${id}/keep`, { answers, naming: { id: name, title: "Mine" } });
const uploads = (): string[] =>
  readdirSync(sessionFolder()).filter((name) => name.startsWith("model-"));

describe("a draft of a model", () => {
  it("is uploaded, examined, answered, kept, used, and removed", async () => {
    const id = await begin();
    expect((await upload(id, "net.onnx", onnxFile("lenet"))).status).toBe(200);
    const found = await get(examined, await examine(id));
    expect(found).toMatchObject({
      title: "net",
      format: "onnx",
      channels: 1,
      window: { width: 28, height: 28 },
      missing: ["preprocessing"],
      surgery: { strideX: 4, equality: { class: "exact" } },
    });
    const answers: Answers = { preset: "unit", background: null };
    expect(await get(examined, await examine(id, answers))).toMatchObject({ missing: [] });
    const kept = await get(modelSummary, await keep(id, answers, "my-lenet"));
    expect(kept).toMatchObject({ id: "my-lenet", own: true, title: { en: "Mine" } });
    expect((await failure(await examine(id)))[0]).toBe(404); // the draft ended

    const listed = await get(modelSummary.array(), await call("/models"));
    expect(listed.map((model) => [model.id, model.own])).toContainEqual(["my-lenet", true]);
    const { id: image } = await get(
      openedImage,
      await post("/images/sample", { model: "lenet-digits" }),
    );
    const pass = await post("/analyses", { image, model: "my-lenet", stride: 1, runs: 1 });
    const last = jobEvent.parse(JSON.parse((await pass.text()).trimEnd().split("\n").at(-1) ?? ""));
    if (last.type !== "result") throw new Error(JSON.stringify(last));
    expect(last.result.map).toMatchObject({ strideX: 1, strideY: 1, columns: 613, rows: 453 });

    expect((await call("/models/my-lenet", { method: "DELETE" })).status).toBe(204);
    expect(existsSync(join(own, "my-lenet"))).toBe(false);
    expect((await failure(await call("/models/my-lenet", { method: "DELETE" })))[0]).toBe(404);
  });

  it("finds weights that were uploaded beside it, and says which are missing", async () => {
    const { model, weights } = withWeightsApart("net.onnx.data");
    const id = await begin();
    await upload(id, "net.onnx", model);
    const [status, message] = await failure(await examine(id));
    expect(status).toBe(422);
    expect(message).toMatch(/^net\.onnx: .*lie in "net\.onnx\.data": it is not there/);
    await upload(id, "net.onnx.data", weights);
    expect(await get(examined, await examine(id))).toMatchObject({ classes: { length: 10 } });
    await call(`/drafts/${id}`, { method: "DELETE" });
  });

  it.each(["../net.onnx", "a/net.onnx", "a\\net.onnx", "..", ".", "", "C:net.onnx", "a\nb.onnx"])(
    "takes no name with folders in it: %j",
    async (name) => {
      const id = await begin();
      const before = uploads();
      expect((await failure(await upload(id, name, Buffer.from("x"))))[0]).toBe(400);
      for (const made of uploads().filter((one) => !before.includes(one)))
        expect(readdirSync(join(sessionFolder(), made))).toEqual([]);
      await call(`/drafts/${id}`, { method: "DELETE" });
    },
  );

  it("is a detector once its card is there; until then the card's draft is told", async () => {
    const fixtures = "test/fixtures/listed-boxes";
    const card = readFileSync(`${fixtures}/ssdlite.card.json`);
    const id = await begin();
    await upload(id, "ssdlite.onnx", readFileSync(`${fixtures}/ssdlite.onnx`));
    const { error } = await get(errorResponse, await examine(id));
    expect(error).toMatchObject({
      code: "invalid-model",
      card: { file: "ssdlite.onnx", head: { kind: "ssd", threshold: null } },
    });
    // With blanks left, it is said which.
    await upload(id, "draft.json", Buffer.from(JSON.stringify(error.card)));
    const again = (await get(errorResponse, await examine(id))).error;
    expect(again.message).toMatch(/the card beside the model is not used: draft\.json/);
    expect(again.message).not.toContain(sessionFolder());
    expect(again.card).toEqual(error.card);
    await upload(id, "any name.json", card);
    expect(await get(examined, await examine(id))).toMatchObject({
      card: "any name.json",
      missing: [],
      classes: ["background", "one", "two"],
      notices: [
        {
          code: "card-unused",
          message: "the card beside the model is not used: draft.json: any name.json came after it",
        },
      ],
    });
    const kept = await get(modelSummary, await keep(id, {}, "my-ssd"));
    expect(kept).toMatchObject({ id: "my-ssd", head: { kind: "ssd", threshold: 0.6 } });
    await call("/models/my-ssd", { method: "DELETE" });
  });

  it("says why a card that came with it is not used", async () => {
    const id = await begin();
    await upload(id, "net.onnx", onnxFile("lenet"));
    const { input, head } = JSON.parse(
      readFileSync("models/lenet-digits/card.json", "utf8"),
    ) as Record<string, unknown>;
    const other = { file: "other.onnx", input, head };
    await upload(id, "card.json", Buffer.from(JSON.stringify(other)));
    const found = await get(examined, await examine(id));
    expect(found.card).toBeNull();
    expect(found.notices[0]).toMatchObject({
      code: "card-unused",
      message: "the card beside the model is not used: card.json: it is the card of other.onnx",
      said: { params: { why: { params: { subject: "card.json" } } } },
    });
    // Of two the one that came last is taken, and it is told.
    const ten = { kind: "classifier", classes: Array.from("0123456789"), activation: "softmax" };
    await upload(id, "mended.json", Buffer.from(JSON.stringify({ input, head: ten })));
    expect(await get(examined, await examine(id))).toMatchObject({
      card: "mended.json",
      notices: [
        {
          code: "card-unused",
          message: "the card beside the model is not used: card.json: mended.json came after it",
        },
      ],
    });
    await upload(id, "card.json", Buffer.from(JSON.stringify(other)));
    found.notices.push({
      code: "card-unused",
      message: "the card beside the model is not used: mended.json: card.json came after it",
    });
    await upload(id, "names.json", Buffer.from('["zero", "one"]'));
    const { notices } = await get(examined, await examine(id));
    expect(notices).toMatchObject(found.notices);
    expect(JSON.stringify(notices)).not.toMatch(/"\//);
    await call(`/drafts/${id}`, { method: "DELETE" });
  });

  it("is refused with node, operator and reason, without a folder in the words", async () => {
    const { bytes, mentions } = refusedFile("squeeze-and-excite");
    const id = await begin();
    await upload(id, "gated.onnx", bytes);
    const [status, message] = await failure(await examine(id));
    expect(status).toBe(422);
    expect(message).toMatch(/^gated\.onnx: /);
    expect(message).not.toContain(sessionFolder());
    for (const mention of mentions) expect(message).toContain(mention);
  });

  it("says what is no model", async () => {
    const id = await begin();
    await upload(id, "notes.txt", Buffer.from("x"));
    expect((await failure(await examine(id)))[1]).toMatch(/^notes\.txt: is no model/);
    await upload(id, "broken.onnx", Buffer.from("no protobuf"));
    expect((await failure(await examine(id)))[1]).toMatch(/^broken\.onnx: /);
  });

  it("checks answers and names", async () => {
    const id = await begin();
    await upload(id, "net.onnx", onnxFile("lenet"));
    expect(
      (await failure(await post(`/drafts/${id}/examine`, { answers: { scale: -1 } })))[0],
    ).toBe(400);
    expect((await failure(await keep(id, { preset: "unit" }, "Not An Id")))[0]).toBe(400);
    const [status, message] = await failure(await keep(id, { preset: "unit" }, "lenet-digits"));
    expect([status, message]).toEqual([409, expect.stringContaining("is there already")]);
    const two = await failure(await examine(id, { classes: ["a", "b"] }));
    expect(two[1]).toBe("net.onnx: 2 classes are named, the network has 10");
  });

  it.skipIf(!mtcnnPresent())("has the classes of the output that is chosen", async () => {
    const id = await begin();
    await upload(id, "det2.npy", mtcnnWeights(2));
    const faces = await get(examined, await examine(id));
    expect(faces).toMatchObject({
      title: "MTCNN RNet",
      output: "scores",
      missing: [],
      background: 0,
      classes: ["background", "face"],
      surgery: { exactWindow: { width: 25, height: 25 } },
    });
    const none = await get(examined, await examine(id, { background: null }));
    expect(none.background).toBeNull();
    const other = await get(examined, await examine(id, { output: "regression" }));
    expect(other).toMatchObject({ output: "regression", classes: ["0", "1", "2", "3"] });
  });

  it("stays where it lies when the desktop names its path", async () => {
    mkdirSync(join(folder, "there"));
    const { model, weights } = withWeightsApart("weights.bin");
    const path = join(folder, "there", "net.onnx");
    writeFileSync(path, model);
    writeFileSync(join(folder, "there", "weights.bin"), weights);
    const id = await begin();
    expect((await failure(await post(`/drafts/${id}/path`, { path })))[0]).toBe(404);
    const before = uploads();
    const answer = await post(`/drafts/${id}/path`, { path }, { [keyHeader]: "the key" });
    expect(await answer.json()).toEqual({ name: "net.onnx" });
    expect(await get(examined, await examine(id))).toMatchObject({ title: "net" });
    expect(uploads()).toEqual(before);
    await call(`/drafts/${id}`, { method: "DELETE" });
    expect(existsSync(path)).toBe(true);
    namedDraft.parse(await api.drafts.open(path));
  });
});

describe("models that are not one's own", () => {
  it("cannot be removed", async () => {
    const [status, message] = await failure(
      await call("/models/lenet-digits", { method: "DELETE" }),
    );
    expect([status, message]).toEqual([
      400,
      "lenet-digits is part of the app and cannot be removed",
    ]);
    expect((await failure(await call("/models/..%2Fown", { method: "DELETE" })))[0]).toBe(400);
    expect(existsSync("models/lenet-digits/card.json")).toBe(true);
  });
});

describe("uploads", () => {
  const upload = (text: string): Upload => ({ bytes: new Blob([text]).stream(), announced: null });

  it("end at the limit, and leave nothing", async () => {
    const drafts = new Drafts(analyst, 10);
    const { id } = await drafts.create();
    await expect(drafts.upload(id, "large.onnx", upload("eleven bytes"))).rejects.toThrow(
      "large.onnx: is larger than 10 bytes",
    );
    await expect(drafts.examine(id, {})).rejects.toThrow("nothing: is no model");
    await drafts.close();
  });

  it("are removed with their draft, the oldest drafts and the app", async () => {
    const drafts = new Drafts(analyst);
    const before = uploads();
    const fresh = (): number => uploads().filter((name) => !before.includes(name)).length;
    const ids: string[] = [];
    for (let count = 0; count < 6; count++) {
      const { id } = await drafts.create();
      await drafts.upload(id, "a.onnx", upload("x"));
      ids.push(id);
    }
    expect(fresh()).toBe(4);
    await drafts.remove(ids.at(-1) ?? "");
    expect(fresh()).toBe(3);
    await drafts.close();
    expect(fresh()).toBe(0);
  });
});
