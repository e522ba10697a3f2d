/** @file What the host tells of itself: the text, what is left out of it, reports until they are read; and the log of `fullconv serve`. */
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diagnosticsText, endReports } from "../../src-core/contract/diagnostics.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi } from "../../src-main/api/api.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { sectionsOf } from "../../src-main/diagnostics/sections.ts";
import { readEntries } from "../../src-main/log/entry.ts";
import { logFolder } from "../../src-main/log/log-folder.ts";
import { log, openLog, unexpectedEnd } from "../../src-main/log/log.ts";
import { writeReport } from "../../src-main/log/reports.ts";
import { temporaryFolder } from "../support/folder.ts";
import { admitted } from "../support/http/admitted.ts";
import { ask } from "../support/http/raw.ts";
import { serve } from "../support/processes/served.ts";

const folder = temporaryFolder();
const api = createApi({
  analyst: new Workbench(onnxruntime, "models"),
  pictures: new LocalPictures(),
});
afterAll(() => api.close());
const call = (path: string, method = "GET"): Promise<Response> =>
  api.fetch(new Request(`http://app/api/${path}`, { method }));
const textOf = async (query: string): Promise<string> =>
  diagnosticsText.parse(await (await call(`diagnostics?${query}`)).json()).text;
const reports = async (): Promise<ReturnType<typeof endReports.parse>> =>
  endReports.parse(await (await call("reports")).json());

/** Of which a report keeps the one in which it was written. */
let moment = 1;
const token = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4";
beforeAll(async () => {
  openLog("test", () => [
    ...sectionsOf("fullconv serve")(),
    { title: "Moment", facts: [["number", `moment ${moment}`]] },
  ]);
  writeFileSync(join(folder, "my cat.png"), "no image");
  const form = await api.fetch(
    new Request("http://app/api/images?name=my%20cat.png", { method: "POST", body: "no image" }),
  );
  expect(form.status).toBe(422);
  log("error", "test", `at /home/somebody/x with #${token}`);
});

it("tells versions, machine and errors, and leaves paths, names and tokens out unless they are wanted", async () => {
  const text = await textOf("");
  expect(text).toMatch(/^ {2}onnxruntime-node {2,}1\.\d+\.\d+$/m);
  expect(text).toMatch(/^ {2}sharp {2,}0\.\d+\.\d+$/m);
  expect(text).toMatch(/^ {2}libvips {2,}8\.\d+\.\d+$/m);
  expect(text).toMatch(/^ {2}runs as {2,}fullconv serve$/m);
  expect(text).toMatch(/warn api {2}image-unreadable: <name>: /);
  expect(text).toMatch(/Left out: 5 paths, 1 name of a file or model/);
  for (const secret of ["cat", "somebody", token, userInfo().homedir, hostname()])
    expect(text).not.toContain(secret);
  const whole = await textOf("paths=1");
  expect(whole).toContain("my cat.png");
  expect(whole).toContain("/home/somebody/x with #<token>");
  expect(whole).not.toContain(token);
  // The folders are what paths were asked for.
  expect(text).toMatch(/^ {2}log {2,}<path>$/m);
  expect(whole).toMatch(new RegExp(`^ {2}log {2,}${logFolder()}$`, "m"));
  expect((await call("diagnostics?paths=2")).status).toBe(400);
});

it("leaves out names that look like tokens, that turn the reading, or that are longer than a line", async () => {
  const sum = "5d41402abc4b2a76b9719d911017c592";
  const names = [`${sum} Nowak.jp2`, "Cornelia key: Maier", "Erika\u202egnp.exe"];
  for (const name of names)
    await api.fetch(
      new Request(`http://app/api/images?name=${encodeURIComponent(name)}`, {
        method: "POST",
        body: "no image",
      }),
    );
  const model = "a".repeat(1.9e6);
  const wanted = { method: "POST", body: JSON.stringify({ image: "none", model }) };
  expect((await api.fetch(new Request("http://app/api/analyses", wanted))).status).toBe(400);
  log("error", "test", `${model}: is unknown`, [model]);
  const text = await textOf("");
  for (const secret of ["Nowak", "Cornelia", "Maier", "Erika", sum, "aaaa"])
    expect(text).not.toContain(secret);
  const whole = await textOf("paths=1");
  expect(whole).toContain(`${sum} Nowak.jp2`);
  expect(whole.length).toBeLessThan(60_000);
});

it("offers a report of an end until it was read, and never more than what is there", async () => {
  unexpectedEnd("engine", "the engine process ended on my cat.png", ["my cat.png"]);
  const [report, ...others] = await reports();
  expect(others).toEqual([]);
  expect(report?.what).toBe("engine");
  const text = await textOf(`report=${report?.id ?? ""}`);
  expect(text).toContain("the engine process ended on <name>");
  expect(text).toContain("The log before it");
  expect((await call(`reports/${report?.id ?? ""}`, "DELETE")).status).toBe(204);
  expect(await reports()).toEqual([]);
  // Whoever has it open goes on reading.
  expect(await textOf(`report=${report?.id ?? ""}`)).toBe(text);
  expect((await call("diagnostics?report=none")).status).toBe(404);
  expect((await call("diagnostics?report=..%2F..%2Fx")).status).toBe(400);
});

it("a report tells of the moment in which it was written, an old one says that it holds none", async () => {
  unexpectedEnd("engine", "the engine process ended");
  moment = 2;
  const [report] = await reports();
  const text = await textOf(`report=${report?.id ?? ""}`);
  expect(text).toMatch(/^Machine\n {2}system /m);
  expect(text).toContain("moment 1");
  await call(`reports/${report?.id ?? ""}`, "DELETE");
  // As versions wrote them that kept no facts.
  writeReport(logFolder(), { what: "app", cause: "ended", names: [], lines: [] });
  const [old] = await reports();
  const told = await textOf(`report=${old?.id ?? ""}`);
  expect(told).toContain("Machine (of now, not of the end: the report holds none)");
  await call(`reports/${old?.id ?? ""}`, "DELETE");
});

it("tells the browser that asked, and the settings, with names of models left out", async () => {
  const patched = await api.fetch(
    new Request("http://app/api/settings", {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        locale: "zh",
        model: "aunt-anna",
        thresholds: { "lenet-digits": 0.5 },
      }),
    }),
  );
  expect(patched.status).toBe(200);
  const headers = { "user-agent": "X/1 Firefox/128.0", "accept-language": "zh-CN,en;q=0.5" };
  const answer = await api.fetch(new Request("http://app/api/diagnostics", { headers }));
  const { text } = diagnosticsText.parse(await answer.json());
  expect(text).toMatch(/^ {2}browser {2,}Firefox 128\.0 \(/m);
  expect(text).toMatch(/^ {2}languages asked for {2,}zh-CN/m);
  expect(text).toMatch(/^ {2}locale {2,}zh$/m);
  expect(text).toMatch(/^ {2}model {2,}<name>$/m);
  expect(text).toMatch(/^ {2}threshold {2,}0\.5 with lenet-digits$/m);
  expect(await textOf("paths=1")).toMatch(/^ {2}model {2,}aunt-anna$/m);
});

it("the log of a server holds its beginning, refusals a few times, and no token", async () => {
  const home = mkdtempSync(join(folder, "home-"));
  const logs = join(home, "logs");
  const served = await serve(home);
  const secret = new URL(served.address).hash.slice(1);
  const port = Number(new URL(served.address).port);
  const { headers } = await admitted(served.address);
  for (let i = 0; i < 60; i++) expect((await ask(port, "/api/models")).status).toBe(403);
  expect((await ask(port, `/api/none?ticket=${secret}`, headers)).status).toBe(404);
  const text = (): string =>
    readdirSync(logs)
      .map((name) => readFileSync(join(logs, name), "utf8"))
      .join("");
  const lines = readEntries(text());
  expect(lines[0]?.message).toMatch(/^fullconv serve .* began on /);
  expect(lines.filter(({ message }) => message.startsWith("not-let-in"))).toHaveLength(20);
  for (const word of [secret, ...Object.values(headers)]) expect(text()).not.toContain(word);
  await served.stop();
});
