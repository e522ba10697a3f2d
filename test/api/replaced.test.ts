/** @file An image's file is replaced while the window has it open: nothing of two files is shown together. */
import { renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorResponse, jobEvent, openedImage } from "../../src-core/contract/api.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi, keyHeader } from "../../src-main/api/api.ts";
import { HostEvents } from "../../src-main/api/host-events.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
const path = join(folder, "slide.tif");
const key = "the key";
const api = createApi({
  analyst: new Workbench(onnxruntime, "models"),
  pictures: new LocalPictures(),
  desktop: { events: new HostEvents(), key },
});
afterAll(() => api.close());

const call = (route: string, init?: RequestInit): Promise<Response> =>
  api.fetch(new Request(`http://app/api${route}`, init));
const post = (route: string, body: unknown): Promise<Response> =>
  call(route, { method: "POST", body: JSON.stringify(body), headers: { [keyHeader]: key } });

/** Two images whose files are of the same length. */
let [one, other]: [Uint8Array, Uint8Array] = [new Uint8Array(), new Uint8Array()];
beforeAll(async () => {
  const area = (left: number) => ({ left, top: 0, width: 96, height: 64 });
  const cut = (left: number): Promise<Buffer> =>
    sharp("models/lenet-digits/samples/digits.png")
      .extract(area(left))
      .removeAlpha()
      .toColourspace("b-w")
      .tiff({ compression: "none" })
      .toBuffer();
  [one, other] = [await cut(500), await cut(400)];
  expect(other.length).toBe(one.length);
});

const open = async (): Promise<string> =>
  openedImage.parse(await (await post("/images/path", { path })).json()).id;

/** The pass's last event; with its analysis where it is a result. */
async function pass(image: string): Promise<{ analysis: string; told: string }> {
  const text = await (await post("/analyses", { image, model: "lenet-digits", runs: 1 })).text();
  const last = jobEvent.parse(JSON.parse(text.trimEnd().split("\n").at(-1) ?? ""));
  if (last.type === "result") return { analysis: last.analysis, told: "" };
  return { analysis: "", told: last.type === "failed" ? last.error.message : last.type };
}

/** An export's answer begins before it is made, and breaks off. */
const refusal = async (response: Response): Promise<string> =>
  response.ok
    ? response.arrayBuffer().then(
        () => "answered",
        (cause: unknown) => (cause as Error).message,
      )
    : errorResponse.parse(await response.json()).error.message;

const changed = "slide.tif: the file has changed since it was opened: open it again";

beforeEach(() => {
  writeFileSync(path, one);
});

const replacements: readonly (readonly [
  how: string,
  replace: () => void,
  said: RegExp | string,
])[] = [
  [
    "by another file of its name, size and time",
    () => {
      const { atime, mtime } = statSync(path);
      writeFileSync(`${path}.new`, other);
      utimesSync(`${path}.new`, atime, mtime);
      renameSync(`${path}.new`, path);
    },
    changed,
  ],
  [
    "in place, with its time put back",
    () => {
      const { atime, mtime } = statSync(path);
      writeFileSync(path, other, { flag: "r+" });
      utimesSync(path, atime, mtime);
    },
    changed,
  ],
  [
    "by a part of itself",
    () => {
      truncateSync(path, 1000);
    },
    changed,
  ],
  [
    "by nothing",
    () => {
      rmSync(path);
    },
    /^slide\.tif: cannot be read/,
  ],
];

describe.each(replacements)("an open image that is replaced %s", (_how, replace, said) => {
  const expected =
    typeof said === "string" ? said : (expect.stringMatching(said) as unknown as string);

  it("is not passed over", async () => {
    const image = await open();
    replace();
    expect((await pass(image)).told).toEqual(expected);
  });

  it("gives neither pixels nor cells nor files beside the map that is there", async () => {
    const image = await open();
    const { analysis, told } = await pass(image);
    expect(told).toBe("");
    replace();
    const asked = [
      `/images/${image}/pixels`,
      `/images/${image}/region?x=0&y=0&width=20&height=20`,
      `/analyses/${analysis}/cells/0/0`,
      `/analyses/${analysis}/exports/csv`,
      `/analyses/${analysis}/exports/overlay`,
    ];
    for (const route of asked)
      expect([route, await refusal(await call(route))]).toEqual([route, expected]);
  });
});

it("is opened again as it is then", async () => {
  const image = await open();
  writeFileSync(path, other);
  expect((await pass(image)).told).toBe(changed);
  expect((await pass(await open())).told).toBe("");
});
