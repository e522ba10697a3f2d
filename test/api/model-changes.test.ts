import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { errorResponse, modelSummary } from "../../src-core/contract/api.ts";
import { card as cardSchema } from "../../src-core/contract/card.ts";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi } from "../../src-main/api/api.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";

const own = join(temporaryFolder(), "own");
const analyst = new Workbench(onnxruntime, "models", own);
const api = createApi({
  analyst,
  pictures: new LocalPictures(),
  modelFolders: ["models", own],
});
afterAll(() => api.close());

const call = (path: string, init?: RequestInit): Promise<Response> =>
  api.fetch(new Request(`http://app/api/models${path}`, init));
const send = (method: string, path: string, body: unknown): Promise<Response> =>
  call(path, { method, body: JSON.stringify(body) });
const model = async (response: Response): Promise<ModelSummary> =>
  modelSummary.parse(await response.json());
const list = async (): Promise<ModelSummary[]> =>
  z.array(modelSummary).parse(await (await call("")).json());
const refused = async (response: Response): Promise<[status: number, message: string]> => [
  response.status,
  errorResponse.parse(await response.json()).error.message,
];
const keptCard = (id: string): unknown =>
  JSON.parse(readFileSync(join(own, id, "card.json"), "utf8"));

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

beforeAll(async () => {
  await send("POST", "/lenet-digits/copies", { id: "mine", title: "Mine" });
});

describe("a copy", () => {
  it("of a model of ours is one of the user's own, with its card, networks and samples", async () => {
    const copy = await model(
      await send("POST", "/lenet-digits/copies", { id: "another", title: "Another" }),
    );
    const original = (await list()).find(({ id }) => id === "lenet-digits");
    const title = { en: "Another", zh: "Another" };
    expect(copy).toEqual({ ...original, id: "another", title, own: true });
    expect((await list()).map(({ id }) => id)).toContain("another");
    expect(readFileSync(join(own, "another", "model.onnx"))).toEqual(
      readFileSync("models/lenet-digits/model.onnx"),
    );
    expect(readdirSync(join(own, "another"))).toContain("samples");
  });

  it("takes no other model's place", async () => {
    expect(await refused(await send("POST", "/lenet-digits/copies", { id: "mine" }))).toEqual([
      409,
      "model mine is there already and is not overwritten: choose another id, or remove it first",
    ]);
  });

  it("of what is not there is refused, and leaves nothing", async () => {
    const before = readdirSync(own);
    const [status] = await refused(await send("POST", "/nobody/copies", { id: "from-nobody" }));
    expect([status, readdirSync(own)]).toEqual([404, before]);
  });
});

describe("a change of the card", () => {
  it("is kept, listed at once, and leaves the rest as it is", async () => {
    const before = cardSchema.parse(keptCard("mine"));
    const title = { en: "Renamed", zh: "改名" };
    const changed = await model(await send("PATCH", "/mine", { title, license: "MIT" }));
    expect(changed).toMatchObject({ id: "mine", title, license: "MIT", head: before.head });
    expect(keptCard("mine")).toEqual({ ...before, title, license: "MIT" });
    expect((await list()).find(({ id }) => id === "mine")).toEqual(changed);
  });

  it("of the preprocessing is what the next pass sees", async () => {
    const { input } = cardSchema.parse(keptCard("mine"));
    const path = join("models/lenet-digits/samples", "digits.png");
    const scores = async (): Promise<number> => {
      const request = { path, model: "mine" };
      const map = await analyst.map(request);
      return map.data.reduce((sum, score) => sum + score * score, 0);
    };
    const as = await scores();
    await send("PATCH", "/mine", { input: { ...input, scale: input.scale / 8 } });
    const fainter = await scores();
    await send("PATCH", "/mine", { input });
    expect(fainter).not.toBeCloseTo(as, 0);
    expect(await scores()).toBe(as);
  });

  it.each([
    ["a class too many", { classes: [...digits, "background", "ten"] }, /12/],
    ["a class twice", { classes: [...digits, "9"] }, /9 is the name of two classes, 9 and 10/],
  ])("that does not fit the network is refused, and the card stays: %s", async (_, part, words) => {
    const before = keptCard("mine");
    const { head } = cardSchema.parse(before);
    const [status, message] = await refused(
      await send("PATCH", "/mine", { head: { ...head, ...part } }),
    );
    expect(status).toBe(422);
    expect(message).toMatch(words);
    expect(keptCard("mine")).toEqual(before);
  });

  it("of a model of ours is refused, with what to do", async () => {
    expect(await refused(await send("PATCH", "/lenet-digits", { license: "none" }))).toEqual([
      400,
      "lenet-digits is part of the app and cannot be changed: make a copy, and change that",
    ]);
  });
});

it("gives all files of a model as one zip, without what is found out anew", async () => {
  writeFileSync(join(own, "mine", "facts.json"), "{}");
  const response = await call("/mine/files");
  expect(response.headers.get("content-disposition")).toContain("mine.zip");
  const zip = Buffer.from(await response.arrayBuffer());
  // Stored as they are, one after the other.
  for (const name of ["card.json", "model.onnx", "samples/digits.png"])
    expect(zip.includes(`mine/${name}`)).toBe(true);
  expect(zip.includes(readFileSync("models/lenet-digits/model.onnx"))).toBe(true);
  expect(zip.includes("facts.json")).toBe(false);
});
