/** @file The log on disk: bounded, whole lines whoever writes, and never in the way of the work. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { Bursts } from "../../../src-main/log/bursts.ts";
import type { Entry } from "../../../src-main/log/entry.ts";
import { readEntries } from "../../../src-main/log/entry.ts";
import { LogFile, logName, oldName } from "../../../src-main/log/log-file.ts";
import { newReports, readReport, writeReport } from "../../../src-main/log/reports.ts";
import { endMessage, logsIn, sweepLogs } from "../../../src-main/log/sweep.ts";
import { temporaryFolder } from "../../support/folder.ts";

const base = temporaryFolder();
const fresh = (): string => mkdtempSync(join(base, "logs-"));
const line = (message: string, room = "test"): Entry => ({
  time: "2026-01-01T00:00:00.000Z",
  level: "info",
  room,
  message,
});
/** A process id that is nobody's: the process has ended. */
const dead = (): number => spawnSync(process.execPath, ["-e", ""]).pid;
const logOf = (folder: string, pid: number, lines: readonly Entry[], day = 1): string => {
  const path = join(folder, logName(new Date(Date.UTC(2026, 0, day)), pid));
  writeFileSync(path, lines.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return path;
};

it("keeps two files of the limit, the newest lines in them", () => {
  const log = new LogFile(fresh(), 2000);
  for (let i = 0; i < 500; i++) log.write(line(`number ${i}`));
  const files = [log.path, oldName(log.path)];
  for (const file of files) expect(statSync(file).size).toBeLessThanOrEqual(2000);
  const kept = [...files].reverse().flatMap((file) => readEntries(readFileSync(file, "utf8")));
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.map(({ message }) => message)).toEqual(
    Array.from({ length: kept.length }, (_, i) => `number ${500 - kept.length + i}`),
  );
});

it("is only for its user", () => {
  const log = new LogFile(fresh());
  log.write(line("a"));
  if (process.platform !== "win32") expect(statSync(log.path).mode & 0o777).toBe(0o600);
});

it("loses lines and nothing else where the folder cannot be written, and says how many", () => {
  const folder = fresh();
  const log = new LogFile(join(folder, "logs"));
  // In the way of the file.
  rmSync(join(folder, "logs"), { recursive: true });
  log.write(line("a"));
  log.write(line("b"));
  mkdirSync(join(folder, "logs"));
  log.write(line("c"));
  expect(readEntries(readFileSync(log.path, "utf8")).map(({ message }) => message)).toEqual([
    "2 lines could not be written",
    "c",
  ]);
});

it("goes on when a full disk has cut a line off", () => {
  const cut = `${JSON.stringify(line("whole"))}\n{"time":"2026`;
  expect(readEntries(`${cut}\n${JSON.stringify(line("next"))}\n`)).toEqual([
    line("whole"),
    line("next"),
  ]);
});

it("lets several processes write at once, each into its own file", async () => {
  const folder = fresh();
  const writer = resolve("test/support/processes/log-writer.ts");
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ["--import", "tsx", writer, folder, "400"], { stdio: "inherit" }),
  );
  const codes = await Promise.all(children.map((child) => once(child, "exit")));
  expect(codes.map(([code]) => code as number)).toEqual([0, 0, 0]);
  const names = logsIn(folder).filter((name) => !name.endsWith(".old.log"));
  expect(names).toHaveLength(3);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "utf8");
    expect(readEntries(text)).toHaveLength(text.trimEnd().split("\n").length);
  }
});

it("reports a session without an end once, and none that came to one, or goes on", () => {
  const folder = fresh();
  const [killed, ended] = [dead(), dead()];
  const first = "fullconv serve 0.0.9 began on Linux 6.1 (x64)";
  const later = { ...line("at work", "engine"), time: "2026-01-01T00:01:05.000Z" };
  logOf(folder, killed, [line(first, "app"), later]);
  logOf(folder, ended, [line("began", "app"), line(endMessage(0), "app")]);
  logOf(folder, process.ppid, [line("began", "app")]);
  sweepLogs(folder, () => [{ title: "Machine", facts: [["memory", "1 GB"]] }]);
  const reports = newReports(folder);
  expect(reports).toHaveLength(1);
  const report = readReport(folder, reports[0] ?? "");
  expect(report?.what).toBe("app");
  expect(report?.lines.map(({ message }) => message)).toEqual([first, "at work"]);
  // What is not of the session itself says so.
  expect(report?.version).toBe("0.0.9");
  expect(report?.sections?.map(({ title, of }) => [title, of])).toEqual([
    ["The session that ended", "end"],
    ["Machine", "next-start"],
  ]);
  expect(report?.sections?.[0]?.facts).toContainEqual(["ran for", "65 s or longer"]);
  sweepLogs(folder);
  expect(newReports(folder)).toEqual(reports);
});

it("keeps ten logs of earlier processes, and ten reports", () => {
  const folder = fresh();
  const pid = dead();
  const alive = logOf(folder, process.ppid, [line("began", "app")]);
  for (let day = 1; day <= 14; day++)
    logOf(folder, pid, [line(`day ${day}`, "app"), line(endMessage(0), "app")], day);
  sweepLogs(folder);
  const kept = logsIn(folder).filter((name) => name.includes(`-${pid}.`));
  expect(kept).toHaveLength(10);
  expect(readFileSync(join(folder, kept[0] ?? ""), "utf8")).toContain("day 5");
  expect(existsSync(alive)).toBe(true);
  for (let i = 0; i < 14; i++)
    writeReport(folder, { what: "engine", cause: `end ${i}`, names: [], lines: [] });
  expect(newReports(folder)).toHaveLength(10);
});

it("keeps the newest report where the clock was ahead when the others were written", () => {
  const folder = fresh();
  const report = { what: "engine", names: [], lines: [] } as const;
  for (let day = 10; day < 22; day++)
    writeReport(folder, { ...report, cause: "ahead", at: `2099-01-${day}T00:00:00.000Z` });
  writeReport(folder, { ...report, cause: "now" });
  const causes = newReports(folder).map((id) => readReport(folder, id)?.cause);
  expect(causes).toHaveLength(10);
  expect(causes).toContain("now");
});

it("counts what is said over and over instead of writing it", () => {
  let now = 0;
  const bursts = new Bursts(() => now);
  const said = Array.from({ length: 5000 }, () => bursts.admit("refused").isSaid);
  expect(said.filter(Boolean)).toHaveLength(20);
  expect(bursts.admit("other")).toEqual({ isSaid: true, kept: 0 });
  now = 60_001;
  expect(bursts.admit("refused")).toEqual({ isSaid: true, kept: 4980 });
});
