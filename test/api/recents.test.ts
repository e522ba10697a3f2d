/** @file The images that were looked at lately: what the window is told of them, and what opens them again. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { JobEvent, OpenedImage } from "../../src-core/contract/api.ts";
import { jobEvent, openedImage } from "../../src-core/contract/api.ts";
import type { RecentImage } from "../../src-core/contract/home/recents.ts";
import { mostRecents, recentImage } from "../../src-core/contract/home/recents.ts";
import type { Analyst } from "../../src-main/analysis/analyst.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import type { Api } from "../../src-main/api/api.ts";
import { createApi } from "../../src-main/api/api.ts";
import { temporaryFolder } from "../support/folder.ts";
import { passOnly } from "../ui/analysis.ts";

const folder = temporaryFolder();
const before = process.env["FULLCONV_HOME"];
let home = "";
let api: Api;
const picture = "data:image/webp;base64,UklGRg==";

const found = [{ label: "digit", score: 1, x: 0, y: 0, width: 28, height: 28 }];
const facts = { width: 280, height: 280, pages: 1, large: false };
const analyst = {
  sample: () => Promise.resolve(join(home, "sample.png")),
  openImage: () => Promise.resolve(facts),
  pass: () => Promise.resolve({ result: { ...passOnly, detections: found }, map: null }),
} as unknown as Analyst;
const start = (): Api => createApi({ analyst, pictures: new LocalPictures() });

beforeEach(() => {
  home = mkdtempSync(join(folder, "home-"));
  process.env["FULLCONV_HOME"] = home;
  writeFileSync(join(home, "sample.png"), "sample");
  api = start();
});
afterEach(async () => {
  await api.close();
  process.env["FULLCONV_HOME"] = before;
});

const call = (path: string, method = "GET", body?: unknown): Promise<Response> =>
  api.fetch(
    new Request(`http://app/api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
const list = async (): Promise<RecentImage[]> =>
  recentImage.array().parse(await (await call("/recents")).json());
const imageOf = async (response: Response): Promise<OpenedImage> =>
  openedImage.parse(await response.json());
const upload = async (name: string): Promise<OpenedImage> =>
  imageOf(await call(`/images?name=${name}`, "POST", "pixels"));

/** Looks at an image. @returns the analysis */
async function look({ id }: OpenedImage): Promise<string> {
  const wanted = { image: id, model: "lenet", stride: "native", runs: 1, device: "cpu" };
  const lines = (await (await call("/analyses", "POST", wanted)).text()).trim().split("\n");
  const events = lines.map((line): JobEvent => jobEvent.parse(JSON.parse(line)));
  const result = events.find(({ type }) => type === "result");
  if (result?.type !== "result") throw new Error(lines.join("\n"));
  const { analysis } = result;
  expect((await call("/recents", "POST", { analysis, thumbnail: picture })).status).toBe(204);
  return analysis;
}

it("an image that was looked at is listed once, with what was found, and without its path", async () => {
  const path = join(home, "my.png");
  writeFileSync(path, "pixels");
  const analysis = await look(await api.images.add(path));
  // A window that is loaded anew shows the same again.
  await call("/recents", "POST", { analysis, thumbnail: picture });
  await look(await api.images.add(path));
  const [recent, ...others] = await list();
  expect(others).toEqual([]);
  expect(recent).toMatchObject({
    name: "my.png",
    model: "lenet",
    found: 1,
    thumbnail: picture,
    openable: true,
  });
  expect(JSON.stringify(recent)).not.toContain(home);
  rmSync(path);
  expect((await list())[0]?.openable).toBe(false);
});

it("what a browser sent opens as long as its file is held, which its window's leaving does not end", async () => {
  const image = await upload("a.png");
  await look(image);
  await call(`/images/${image.id}`, "DELETE");
  const [recent] = await list();
  expect(recent?.openable).toBe(true);
  expect(await imageOf(await call(`/recents/${recent?.id ?? ""}/open`, "POST"))).toEqual(image);
  await api.close();
  api = start();
  const [later] = await list();
  expect(later).toEqual({ ...recent, openable: false });
  const refusal = await call(`/recents/${later?.id ?? ""}/open`, "POST");
  expect(refusal.status).toBe(404);
  expect(await refusal.text()).toContain("a.png came from the browser: drop it again to open it");
});

it("one that is removed takes its file along, unless a window shows it", async () => {
  const [left, shown] = [await upload("left.png"), await upload("shown.png")];
  await look(left);
  await look(shown);
  const paths = [left, shown].map(({ id }) => api.images.get(id).path);
  await call(`/images/${left.id}`, "DELETE");
  expect(paths.map((path) => existsSync(path))).toEqual([true, true]);
  expect((await call("/recents", "DELETE")).status).toBe(204);
  expect(await list()).toEqual([]);
  expect(paths.map((path) => existsSync(path))).toEqual([false, true]);
  expect(readFileSync(join(home, "recents.json"), "utf8")).not.toContain("left.png");
  await call(`/images/${shown.id}`, "DELETE");
  expect(api.images.count).toBe(0);
});

it("keeps the newest of many, and removes one", async () => {
  for (let index = 0; index <= mostRecents; index++) await look(await upload(`${index}.png`));
  const names = (await list()).map(({ name }) => name);
  expect(names).toHaveLength(mostRecents);
  expect([names[0], names.at(-1)]).toEqual([`${mostRecents}.png`, "1.png"]);
  const [first] = await list();
  await call(`/recents/${first?.id ?? ""}`, "DELETE");
  expect((await list()).map(({ name }) => name)).toEqual(names.slice(1));
});

it("a sample is known by its model, and no address but a picture's is taken", async () => {
  const analysis = await look(
    await imageOf(await call("/images/sample", "POST", { model: "lenet" })),
  );
  expect(readFileSync(join(home, "recents.json"), "utf8")).not.toContain(home);
  const [recent] = await list();
  expect((await call(`/recents/${recent?.id ?? ""}/open`, "POST")).status).toBe(200);
  for (const thumbnail of ["https://elsewhere/", "data:text/html;base64,AAAA", "x".repeat(70_000)])
    expect((await call("/recents", "POST", { analysis, thumbnail })).status).toBe(400);
});
