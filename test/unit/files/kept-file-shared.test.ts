/** @file A kept file that several processes write, and one on a disk that is full or read-only. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { KeptFile } from "../../../src-main/files/kept-file.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();

function fresh() {
  const home = mkdtempSync(join(folder, "home-"));
  return { home, path: join(home, "colours.json") };
}

const anything = { migrations: [], schema: z.record(z.string(), z.unknown()), initial: {} };

const source = pathToFileURL("src-main/files/kept-file.ts").href;
const format2 = `{ migrations: [], schema: { safeParse: (data) => ({ success: true, data }) }, initial: {} }`;
/** Code for a process of its own, with a kept file `file` at `path`. */
const program = (path: string, code: string): string => `
  import { readFileSync, writeFileSync } from "node:fs";
  import { KeptFile } from ${JSON.stringify(source)};
  const path = ${JSON.stringify(path)};
  const told = [];
  const file = new KeptFile(path, ${format2}, (notice) => told.push(notice.code));
  ${code}`;
const run = (command: string, args: readonly string[]) =>
  spawn(command, [...args], { stdio: ["ignore", "pipe", "inherit"] });
const tsx = ["--import", "tsx", "--input-type=module", "--eval"];
const outputOf = async (child: ReturnType<typeof run>): Promise<string> => {
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  await once(child, "close");
  return Buffer.concat(parts).toString();
};

describe("with others", () => {
  it("is whole at each moment while two processes write, and has what both changed", async () => {
    const { path } = fresh();
    const writer = (name: string): string =>
      program(
        path,
        `for (let count = 1; count <= 200; count++)
           file.change((now) => ({ ...now, ${name}: count }));
         process.stdout.write(JSON.stringify(told));`,
      );
    const open = new KeptFile<Record<string, unknown>>(path, anything, ({ code }) => {
      throw new Error(code);
    });
    const running = ["a", "b"].map((name) => run(process.execPath, [...tsx, writer(name)]));
    const ends = running.map(outputOf);
    let looks = 0;
    while (running.some(({ exitCode }) => exitCode === null)) {
      open.read();
      looks++;
      await new Promise(setImmediate);
    }
    expect(await Promise.all(ends)).toEqual(["[]", "[]"]);
    expect(looks).toBeGreaterThan(10);
    expect(open.read()).toEqual({ a: 200, b: 200 });
  });

  it("loses no change of two processes at once", async () => {
    const { home, path } = fresh();
    const adder = program(
      path,
      `for (let count = 0; count < 200; count++)
         file.change(({ sum = 0 }) => ({ sum: sum + 1 }));`,
    );
    const ends = [1, 2].map(() => outputOf(run(process.execPath, [...tsx, adder])));
    await Promise.all(ends);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ version: 0, sum: 400 });
    expect(readdirSync(home)).toEqual(["colours.json"]);
  });

  it("takes away the lock of a process that was killed, and one that stands still", () => {
    const { home, path } = fresh();
    const file = new KeptFile<Record<string, unknown>>(path, anything, ({ code }) => {
      throw new Error(code);
    });
    // No process has this number: it is beyond the largest of Linux.
    for (const [pid, host] of [
      [4999999, hostname()],
      [process.ppid, "another machine"],
    ]) {
      writeFileSync(`${path}.lock`, JSON.stringify({ pid, host, id: "theirs" }));
      file.change(() => ({ pid }));
      expect([file.read(), readdirSync(home)]).toEqual([{ pid }, ["colours.json"]]);
    }
  });

  it("is changed anew where its lock was taken away before it was written", () => {
    const { home, path } = fresh();
    const file = new KeptFile<Record<string, unknown>>(path, anything);
    const seen: unknown[] = [];
    file.change((now) => {
      if (seen.push(now) === 1) {
        // As somebody else does who takes this process for one that stands still.
        writeFileSync(path, '{"version":0,"theirs":1}');
        rmSync(`${path}.lock`);
      }
      return { ...now, ours: 1 };
    });
    expect(seen).toEqual([{}, { theirs: 1 }]);
    expect(file.read()).toEqual({ theirs: 1, ours: 1 });
    expect(readdirSync(home)).toEqual(["colours.json"]);
  });
});

it("is whole wherever its writer was killed", async () => {
  const { home, path } = fresh();
  const code = program(
    path,
    `for (let count = 1; ; count++) {
       file.change(() => ({ count, filler: "x".repeat(200_000) }));
       process.stdout.write(".");
     }`,
  );
  for (let round = 0; round < 5; round++) {
    const child = run(process.execPath, [...tsx, code]);
    let writes = 0;
    child.stdout.on("data", (part: Buffer) => {
      writes += part.length;
      if (writes > 3 * round) child.kill("SIGKILL");
    });
    await once(child, "close");
    const { count, filler } = z
      .object({ count: z.int(), filler: z.string() })
      .parse(JSON.parse(readFileSync(path, "utf8")));
    expect([count > 0, filler.length]).toEqual([true, 200_000]);
  }
  // At most the last one's part is there: each removes what the one before left.
  expect(readdirSync(home).filter((name) => name.endsWith(".part")).length).toBeLessThanOrEqual(1);
});

/** A disk in memory that goes with the process which sees it alone. */
const onDisk = (home: string, mount: string, code: string, then = "true") =>
  run("unshare", [
    "--mount",
    "sh",
    "-c",
    `mount ${mount} tmpfs "$0" && cd "$0" && ${then} && cd "$1" && shift && exec "$@"`,
    home,
    process.cwd(),
    process.execPath,
    ...tsx,
    code,
  ]);

/** What mounts in a namespace of its own: the administrator of a Linux. */
const mayMount = process.platform === "linux" && process.getuid?.() === 0;

describe.skipIf(!mayMount)("on a disk", () => {
  it("that is full keeps what was there, says so once, and can be changed again", async () => {
    const { home, path } = fresh();
    const code = program(
      path,
      `file.change(() => ({ front: "green" }));
       const before = readFileSync(path, "utf8");
       let left = 0;
       try { for (;; left++) writeFileSync(path + ".filler" + left, Buffer.alloc(4096)); } catch {}
       file.keep((now) => ({ ...now, front: "x".repeat(9000) }));
       file.keep((now) => ({ ...now, front: "x".repeat(9000) }));
       let thrown = "";
       try { file.change(() => ({ front: "x".repeat(9000) })); } catch (cause) { thrown = cause.message; }
       const same = readFileSync(path, "utf8") === before;
       const { readdirSync, rmSync } = await import("node:fs");
       const names = readdirSync(".").length;
       const parts = readdirSync(${JSON.stringify(home)}).filter((name) => name.endsWith(".part"));
       for (let count = 0; count <= left; count++) rmSync(path + ".filler" + count, { force: true });
       file.change(() => ({ front: "red" }));
       process.stdout.write(JSON.stringify({ told, thrown, same, parts, now: file.read() }));`,
    );
    const said: unknown = JSON.parse(await outputOf(onDisk(home, "-t tmpfs -o size=64k", code)));
    expect(said).toEqual({
      told: ["unwritten"],
      thrown: expect.stringMatching(
        /colours\.json: the disk is full, \S+ .*then change it again$/,
      ) as string,
      same: true,
      parts: [],
      now: { front: "red" },
    });
  });

  it("that is read-only is told, and nothing is lost", async () => {
    const { home, path } = fresh();
    const code = program(
      path,
      `const damaged = file.read();
       file.keep(() => ({ front: "red" }));
       process.stdout.write(JSON.stringify({ told, damaged, now: file.read(), text: readFileSync(path, "utf8") }));`,
    );
    const prepare = (content: string): string =>
      `printf %s '${content}' > colours.json && mount -o remount,ro tmpfs .`;
    const whole = '{"version":0,"front":"green"}';
    const read = async (content: string): Promise<unknown> =>
      JSON.parse(await outputOf(onDisk(home, "-t tmpfs", code, prepare(content))));
    expect(await read(whole)).toEqual({
      told: ["unwritten"],
      damaged: { front: "green" },
      now: { front: "green" },
      text: whole,
    });
    // It cannot be set aside either.
    expect(await read("{")).toEqual({
      told: ["unreadable"],
      damaged: {},
      now: { front: "red" },
      text: "{",
    });
  });
});
