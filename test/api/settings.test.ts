/** @file Settings over the api: kept in the user's folder, checked, and told of where their file is not what it should be. */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { HostEvent } from "../../src-core/contract/api.ts";
import { damagedModel, errorResponse, hostEvent } from "../../src-core/contract/api.ts";
import type { StateNotice } from "../../src-core/contract/state.ts";
import type { Analyst } from "../../src-main/analysis/analyst.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import type { Api } from "../../src-main/api/api.ts";
import { createApiAndPages } from "../../src-main/api/api-and-pages.ts";
import { userFolder } from "../../src-main/files/user-folder.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
let home = "";
let told: StateNotice[] = [];
let api: Api;
const file = (): string => join(home, "settings.json");
const analyst = {
  models: () => Promise.resolve([]),
  damagedModels: () => Promise.resolve([{ id: "hurt", message: "hurt/card.json: is not there" }]),
} as unknown as Analyst;
const start = (): Api =>
  createApiAndPages({
    analyst,
    pictures: new LocalPictures(),
    onState: (notice) => {
      told.push(notice);
    },
  });

const before = process.env["FULLCONV_HOME"];
beforeEach(() => {
  home = mkdtempSync(join(folder, "home-"));
  process.env["FULLCONV_HOME"] = home;
  expect(userFolder()).toBe(home);
  told = [];
  api = start();
});
afterEach(async () => {
  await api.close();
  process.env["FULLCONV_HOME"] = before;
});

const call = (path: string, init?: RequestInit, on = api): Promise<Response> =>
  on.fetch(new Request(`http://app${path}`, init));
const get = async (on = api): Promise<unknown> => (await call("/api/settings", {}, on)).json();
const change = (body: unknown): Promise<Response> =>
  call("/api/settings", {
    method: "PATCH",
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const kept = (): unknown => JSON.parse(readFileSync(file(), "utf8"));
let ends = 0;
/** What a window that listens now hears. */
async function heard(): Promise<HostEvent[]> {
  const { body } = await call("/api/events");
  const reader = body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const parts: string[] = [];
  const decoder = new TextDecoder();
  // What waits is told at once, behind the sign of life; another one marks its end.
  api.tellState({ code: "unwritten", path: "end", reason: String(++ends) });
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    parts.push(decoder.decode(value));
    if (parts.join("").includes('"end"')) break;
  }
  await reader?.cancel();
  const events = parts.join("").trimEnd().split("\n");
  return events.map((line) => hostEvent.parse(JSON.parse(line))).slice(1, -1);
}

it("has none at first, keeps what changed, and has it at the next start", async () => {
  expect(await get()).toEqual({});
  expect(readdirSync(home)).toEqual([]);
  expect(await (await change({ theme: "dark" })).json()).toEqual({ theme: "dark" });
  await change({ opacity: 0.5, thresholds: { lenet: 0.25 } });
  const all = { theme: "dark", opacity: 0.5, thresholds: { lenet: 0.25 } };
  expect(kept()).toEqual({ version: 1, ...all });
  const next = start();
  expect(await get(next)).toEqual(all);
  await next.close();
  expect(told).toEqual([]);
});

it.each([
  ["a value that is none", { theme: "loud" }, 400, /theme/],
  ["a field that is none", { colour: "red" }, 400, /colour/],
  ["an opacity out of its bounds", { opacity: 2 }, 400, /opacity/],
  ["an endless id", { model: "x".repeat(10_000) }, 400, /model/],
  ["a key of prototypes", '{"__proto__":{"theme":"dark"}}', 400, /__proto__/],
  ["no object", [1], 400, /request/],
  ["no JSON", "{", 400, /JSON/],
  ["too much", `"${"x".repeat(5_000_000)}"`, 413, /bytes/],
])("refuses %s, and keeps what was there", async (_, body, status, message) => {
  await change({ theme: "dark" });
  const answer = await change(body);
  expect(answer.status).toBe(status);
  expect(errorResponse.parse(await answer.json()).error.message).toMatch(message);
  expect(kept()).toEqual({ version: 1, theme: "dark" });
});

it("keeps what another process changed meanwhile", async () => {
  await change({ theme: "dark" });
  writeFileSync(file(), JSON.stringify({ version: 1, theme: "dark", locale: "zh" }));
  expect(await (await change({ opacity: 1 })).json()).toEqual({
    theme: "dark",
    locale: "zh",
    opacity: 1,
  });
});

it("keeps what is set for each model apart, and forgets what is null", async () => {
  for (const thresholds of [{ lenet: 0.9 }, { cells: 0.3 }, { cells: null, faces: 0.5 }])
    await change({ thresholds });
  expect(await get()).toEqual({ thresholds: { lenet: 0.9, faces: 0.5 } });
  const many = (from: number): unknown => ({
    overlaps: Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`m${from + at}`, 0.5])),
  });
  expect((await change(many(0))).status).toBe(200);
  const answer = await change(many(3000));
  expect(errorResponse.parse(await answer.json()).error.message).toMatch(/more than 5000 models/);
  expect(answer.status).toBe(400);
});

it("tells a second damage, though nobody has read of the first", async () => {
  for (let round = 0; round < 2; round++) {
    writeFileSync(file(), "{");
    await get();
    rmSync(`${file()}.broken-1`);
  }
  expect(told.map(({ code }) => code)).toEqual(["set-aside", "set-aside"]);
  writeFileSync(file(), '{"version":2}');
  await get();
  rmSync(file());
  await get();
  writeFileSync(file(), '{"version":2}');
  await get();
  expect(told.slice(2).map(({ code }) => code)).toEqual(["newer", "newer"]);
  // Both in one line each for a window.
  expect(await heard()).toHaveLength(2);
});

it("sets a damaged file aside, and tells the terminal and the window, once", async () => {
  writeFileSync(file(), '{"version":1,"theme":"da');
  expect(await get()).toEqual({});
  expect(await get()).toEqual({});
  expect(readdirSync(home)).toEqual(["settings.json.broken-1"]);
  const reason = "it is no JSON, or cut off";
  const said = { key: "files.damage-no-json", params: {} } as const;
  const setAside = "settings.json.broken-1";
  const notice = { code: "set-aside", path: file(), reason, said, setAside };
  expect(told).toEqual([notice]);
  // Every window that opens is told, whether another one is open or not, until somebody has read it.
  expect(await heard()).toEqual([{ type: "state", notice }]);
  expect(await heard()).toEqual([{ type: "state", notice }]);
  const body = JSON.stringify({ ...notice, code: notice.code });
  const read = new Request("http://app/api/state/read", { method: "POST", body });
  expect((await api.fetch(read)).status).toBe(204);
  expect(await heard()).toEqual([]);
});

it("tells the same once, whichever process finds it", async () => {
  const notice = { code: "newer", path: "devices.json", version: 2, known: 1 } as const;
  api.tellState(notice);
  api.tellState({ ...notice });
  expect(told).toEqual([notice]);
  expect(await heard()).toEqual([{ type: "state", notice }]);
});

it("leaves a newer file alone, and what is chosen holds until the end", async () => {
  const text = JSON.stringify({ version: 2, theme: { name: "dusk" } });
  writeFileSync(file(), text);
  expect(await (await change({ theme: "dark" })).json()).toEqual({ theme: "dark" });
  expect(await get()).toEqual({ theme: "dark" });
  expect(readFileSync(file(), "utf8")).toBe(text);
  expect(told).toEqual([{ code: "newer", path: file(), version: 2, known: 1 }]);
});

it("says why a change cannot be kept", async () => {
  // What it is written to first is taken.
  const taken = `${file()}.${process.pid}.part`;
  mkdirSync(taken);
  const answer = await change({ theme: "dark" });
  const { error } = errorResponse.parse(await answer.json());
  expect(answer.status).toBe(507);
  expect(error.code).toBe("output-unwritable");
  expect(error.message).toContain(file());
  rmdirSync(taken);
  expect((await change({ theme: "dark" })).status).toBe(200);
});

it("gives the page the appearance that was chosen before anything of it is painted", async () => {
  const page = async (): Promise<string> => (await call("/")).text();
  expect(await page()).toContain('<html data-theme="auto" ');
  await change({ theme: "dark" });
  expect(await page()).toContain('<html data-theme="dark" ');
});

it("tells of models that are damaged", async () => {
  const answer = await call("/api/models/damaged");
  expect(damagedModel.array().parse(await answer.json())).toHaveLength(1);
});
