import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
let count = 0;
const freshCache = (): string => {
  const cache = join(folder, `cache-${++count}`);
  mkdirSync(cache);
  return cache;
};

const source = JSON.stringify(
  new URL("../../../src-main/files/cache-folder.ts", import.meta.url).href,
);

/** Runs lines in a process of its own, with the module's functions; returns what it prints. */
function run(lines: string, env: Record<string, string | undefined>): { out: string; pid: number } {
  const code = `import { cacheFolder, keyFile, ownSession, sessionFolder } from ${source};
import { existsSync } from "node:fs";
${lines}`;
  const { stdout, stderr, pid } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", code],
    { env: { ...process.env, FULLCONV_SESSION: undefined, ...env }, encoding: "utf8" },
  );
  return { out: stdout.trim() + stderr.trim(), pid };
}

function session(cache: string, pid: number, machine: string | null): string {
  const path = join(cache, `session-${pid}-0123456789ab`);
  mkdirSync(path);
  writeFileSync(join(path, "image.tif"), "tiles");
  if (machine !== null) writeFileSync(join(path, "fullconv-session.txt"), machine);
  return basename(path);
}

/** The id of a process that is no more. */
const deadPid = (): number => spawnSync(process.execPath, ["--version"]).pid;

describe("the session folder", () => {
  it("is made at the first use, and removed at the end", () => {
    const cache = freshCache();
    const { out, pid } = run("console.log(sessionFolder(), existsSync(sessionFolder()));", {
      FULLCONV_CACHE: cache,
    });
    const [path = "", made] = out.split(" ");
    expect(basename(path)).toMatch(new RegExp(`^session-${pid}-[0-9a-f]{12}$`));
    expect(made).toBe("true");
    expect(readdirSync(cache)).toEqual([]);
  });

  it.each(["process.exit(3);", "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 99);"])(
    "is removed after %s",
    (end) => {
      const cache = freshCache();
      const lines = `process.on("SIGTERM", () => process.exit(143)); sessionFolder(); ${end}`;
      run(lines, { FULLCONV_CACHE: cache });
      expect(readdirSync(cache)).toEqual([]);
    },
  );

  it("of a parent is used and kept by its child", () => {
    const cache = freshCache();
    const parent = join(cache, session(cache, process.pid, hostname()));
    const { out } = run("console.log(keyFile(['a', 'b'], '.tif'));", {
      FULLCONV_CACHE: cache,
      FULLCONV_SESSION: parent,
    });
    expect(out).toMatch(new RegExp(`^${parent}/[0-9a-f]{32}\\.tif$`));
    expect(existsSync(parent)).toBe(true);
  });

  it("of dead processes are removed, and nothing else", () => {
    const cache = freshCache();
    const dead = session(cache, deadPid(), hostname());
    const kept = [session(cache, process.pid, hostname())];
    const others = freshCache();
    const elsewhere = session(others, deadPid(), "another-machine");
    const unmarked = session(others, deadPid() + 1, null);
    mkdirSync(join(cache, "session-mine"));
    writeFileSync(join(cache, "notes.txt"), "");
    // A link that looks like a session: what it points to is not ours to remove.
    const target = freshCache();
    const linked = `session-${deadPid()}-ba9876543210`;
    writeFileSync(join(target, "fullconv-session.txt"), hostname());
    symlinkSync(target, join(cache, linked), "dir");
    run("ownSession();", { FULLCONV_CACHE: cache });
    run("ownSession();", { FULLCONV_CACHE: others });
    expect(readdirSync(cache).sort()).toEqual(
      [...kept, linked, "notes.txt", "session-mine"].sort(),
    );
    expect(readdirSync(cache)).not.toContain(dead);
    expect(readdirSync(target)).toEqual(["fullconv-session.txt"]);
    expect(readdirSync(others).sort()).toEqual([elsewhere, unmarked].sort());
  });

  it("that cannot be made is told in one line", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const lines =
      "try { sessionFolder(); } catch (error) { console.log(error.code, error.message); }";
    const { out } = run(lines, { FULLCONV_CACHE: file });
    expect(out).toMatch(
      /^output-unwritable .*session-\d+-[0-9a-f]+: cannot be created \(.*\): set FULLCONV_CACHE to a folder that can be written$/,
    );
  });
});

describe("the cache folder", () => {
  it.runIf(process.platform === "linux")(
    "honours XDG_CACHE_HOME, and FULLCONV_CACHE before it",
    () => {
      const where = (env: Record<string, string | undefined>): string =>
        run("console.log(cacheFolder());", { FULLCONV_CACHE: undefined, HOME: "/home/me", ...env })
          .out;
      expect(where({ XDG_CACHE_HOME: undefined })).toBe("/home/me/.cache/fullconv");
      expect(where({ XDG_CACHE_HOME: "/xdg" })).toBe("/xdg/fullconv");
      expect(where({ XDG_CACHE_HOME: "/xdg", FULLCONV_CACHE: "/mine" })).toBe("/mine");
    },
  );
});
