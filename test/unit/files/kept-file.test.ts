/** @file What is kept is whole or as it was, and never written over where it is not understood. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { StateNotice } from "../../../src-core/contract/state.ts";
import { stateMessage, stateNotice } from "../../../src-core/contract/state.ts";
import { KeptFile } from "../../../src-main/files/kept-file.ts";
import { replaceFile } from "../../../src-main/files/replace-file.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();

interface Colours {
  readonly front: string;
  readonly back: string;
}

/** Version 0 was a list, version 1 had other names. */
const format = {
  migrations: [
    (old: unknown) => {
      const [first, second] = z.tuple([z.string(), z.string()]).parse(old);
      return { ink: first, paper: second };
    },
    (old: unknown) => {
      const { ink, paper } = z.object({ ink: z.string(), paper: z.string() }).parse(old);
      return { front: ink, back: paper };
    },
  ],
  schema: z.looseObject({ front: z.string(), back: z.string() }),
  initial: { front: "black", back: "white" },
};

function fresh(content?: string | Uint8Array) {
  const home = mkdtempSync(join(folder, "home-"));
  const path = join(home, "colours.json");
  if (content !== undefined) writeFileSync(path, content);
  const told: StateNotice[] = [];
  const open = () =>
    new KeptFile<Colours>(path, format, (notice) => told.push(stateNotice.parse(notice)));
  return { home, path, told, open, file: open(), text: () => readFileSync(path, "utf8") };
}
const red = (now: Colours): Colours => ({ ...now, front: "red" });
const newest = '{"version":2,"front":"green","back":"grey"}';

describe("a kept file", () => {
  it("has its defaults where there is none, and is not made by being read", () => {
    const { file, home, told } = fresh();
    expect(file.read()).toEqual(format.initial);
    expect(readdirSync(home)).toEqual([]);
    expect(told).toEqual([]);
  });

  it("is found again with its version, and nothing lies beside it", () => {
    const { file, open, text, home, told } = fresh();
    expect(file.change(red)).toEqual({ front: "red", back: "white" });
    expect(JSON.parse(text())).toEqual({ version: 2, front: "red", back: "white" });
    expect(open().read()).toEqual({ front: "red", back: "white" });
    expect(readdirSync(home)).toEqual(["colours.json"]);
    expect(told).toEqual([]);
  });

  it.each([
    ["before there were versions", '["green", "grey"]'],
    ["of version 1", '{"version": 1, "ink": "green", "paper": "grey"}'],
    ["of now, saved by an editor with a mark", `\u{feff}${newest}`],
  ])("%s is brought to the newest version", (_, content) => {
    const { file, told, text } = fresh(content);
    expect(file.read()).toEqual({ front: "green", back: "grey" });
    expect(text()).toBe(content);
    file.change(red);
    expect(JSON.parse(text())).toEqual({ version: 2, front: "red", back: "grey" });
    expect(told).toEqual([]);
  });

  it("keeps what another program of its version keeps there, too", () => {
    const { file, text } = fresh('{"version":2,"front":"green","back":"grey","edge":"blue"}');
    file.change(red);
    expect(JSON.parse(text())).toMatchObject({ front: "red", edge: "blue" });
  });

  it.each([
    ["empty", ""],
    ["no JSON", "front: green"],
    ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
    ["full of zeros, as a crash of the system leaves it", new Uint8Array(40)],
    ["another thing", "null"],
    ["of a field that is wrong", '{"version":2,"front":3,"back":"grey"}'],
    ["of an older version, and wrong", '{"version":1,"ink":"green"}'],
    ["of a version that is none", '{"version":"new","front":"green","back":"grey"}'],
    ["of a version below all", '{"version":-1,"front":"green","back":"grey"}'],
  ])("that is %s is set aside, told once, and begins anew", (_, content) => {
    const { file, home, path, told, text } = fresh(content);
    expect(file.read()).toEqual(format.initial);
    expect(file.read()).toEqual(format.initial);
    const [aside = ""] = readdirSync(home);
    expect(readdirSync(home)).toEqual([aside]);
    expect(aside).toBe("colours.json.broken-1");
    expect(readFileSync(join(home, aside))).toEqual(Buffer.from(content));
    expect(told).toMatchObject([{ code: "set-aside", path, setAside: aside }]);
    const line = told[0] ? stateMessage(told[0]) : "";
    expect(line).toContain(path);
    expect(line).toContain(aside);
    expect(line.split("\n")).toHaveLength(1);
    file.change(red);
    expect(JSON.parse(text())).toEqual({ version: 2, front: "red", back: "white" });
  });

  it("is understood or set aside wherever it was cut off", () => {
    const { path, open, home, told } = fresh();
    for (let length = 0; length <= newest.length; length++) {
      writeFileSync(path, newest.slice(0, length));
      const whole = length === newest.length;
      expect(open().read()).toEqual(whole ? { front: "green", back: "grey" } : format.initial);
    }
    expect(told.map(({ code }) => code)).toEqual(Array(newest.length).fill("set-aside"));
    // The newest five; none took the place of another.
    const names = told.map((notice) => ("setAside" in notice ? notice.setAside : ""));
    expect(new Set(names).size).toBe(newest.length);
    const kept = readdirSync(home).filter((name) => name !== basename(path));
    expect(kept).toHaveLength(5);
    const lengths = kept.map((name) => readFileSync(join(home, name)).length);
    expect(lengths).toEqual([1, 2, 3, 4, 5].map((back) => newest.length - back).reverse());
  });

  it("is understood, left or set aside as it was, whatever is in it", () => {
    const { path, open, told, home } = fresh();
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .tuple(fc.nat(newest.length - 1), fc.nat(255))
        .map(([at, byte]) => Buffer.from(newest).fill(byte, at, at + 1)),
      fc
        .record({ version: fc.jsonValue(), front: fc.jsonValue(), back: fc.string() })
        .map((value) => Buffer.from(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(bytes, (content) => {
        writeFileSync(path, content);
        told.length = 0;
        const { front, back } = open().read();
        expect([typeof front, typeof back]).toEqual(["string", "string"]);
        const [notice] = told;
        const where = notice?.code === "set-aside" ? join(home, notice.setAside) : path;
        expect(readFileSync(where)).toEqual(Buffer.from(content));
        expect(existsSync(path)).toBe(notice?.code !== "set-aside");
      }),
      { numRuns: 500 },
    );
  });

  it("of a newer version stays as it is; what changes holds as long as the process", () => {
    const content = '{"version":3,"hue":120}';
    const { file, open, text, told, home, path } = fresh(content);
    expect(file.read()).toEqual(format.initial);
    expect(file.change(red)).toEqual({ front: "red", back: "white" });
    file.keep((now) => ({ ...now, back: "blue" }));
    expect(file.read()).toEqual({ front: "red", back: "blue" });
    file.clear();
    expect(text()).toBe(content);
    expect(readdirSync(home)).toEqual(["colours.json"]);
    expect(told).toEqual([{ code: "newer", path, version: 3, known: 2 }]);
    expect(open().read()).toEqual(format.initial);
  });

  it("that cannot be read stays as it is, and is told", () => {
    const { home, told } = fresh();
    const path = join(home, "folder.json");
    mkdirSync(path);
    const file = new KeptFile<Colours>(path, format, (notice) => told.push(notice));
    expect(file.change(red)).toEqual({ front: "red", back: "white" });
    expect(file.read()).toEqual({ front: "red", back: "white" });
    expect(lstatSync(path).isDirectory()).toBe(true);
    expect(told).toMatchObject([
      { code: "unreadable", path, reason: "it is a folder, no regular file" },
    ]);
  });

  it("stays a link to where its user wants it", () => {
    const { home, told } = fresh();
    const [link, real] = [join(home, "link.json"), join(home, "real.json")];
    writeFileSync(real, newest);
    symlinkSync(real, link);
    new KeptFile<Colours>(link, format, (notice) => told.push(notice)).change(red);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(real, "utf8"))).toMatchObject({ front: "red" });
  });

  it("is not put in the place of a link whose disk is not there", () => {
    const { home, told } = fresh();
    const [link, real] = [join(home, "link.json"), join(home, "disk", "real.json")];
    symlinkSync(real, link);
    const file = new KeptFile<Colours>(link, format, (notice) => told.push(notice));
    expect(file.change(red)).toEqual({ front: "red", back: "white" });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    const reason = `is a link to ${real}, which is not there: mount its disk, or remove the link`;
    expect(told).toMatchObject([{ code: "unreadable", path: link, reason }]);
    expect(() => {
      replaceFile(link, "{}");
    }).toThrow(reason);
    // It is there again, with what was in it.
    mkdirSync(join(home, "disk"));
    writeFileSync(real, newest);
    expect(file.read()).toEqual({ front: "red", back: "grey" });
    expect(JSON.parse(readFileSync(real, "utf8"))).toMatchObject({ front: "red", back: "grey" });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it.skipIf(process.platform === "win32")("is its user's alone, or as it was", () => {
    const { file, path } = fresh();
    const mode = (): number => lstatSync(path).mode & 0o777;
    file.change(red);
    expect(mode()).toBe(0o600);
    for (const chosen of [0o640, 0o600, 0o664]) {
      chmodSync(path, chosen);
      file.change(red);
      expect(mode()).toBe(chosen);
    }
  });

  it("is damaged a second time, and that is told, too", () => {
    const { file, home, path, told } = fresh("{");
    file.read();
    rmSync(join(home, "colours.json.broken-1"));
    writeFileSync(path, "[");
    file.read();
    expect(told.map(({ code }) => code)).toEqual(["set-aside", "set-aside"]);
  });

  it("tells each reason once, and anew after it was good", () => {
    const { file, path, told } = fresh('{"version":3}');
    const put = (content: string): void => {
      writeFileSync(path, content);
      file.read();
      file.read();
    };
    for (const content of ['{"version":3}', '{"version":4}', newest, '{"version":4}']) put(content);
    expect(told.map((notice) => "version" in notice && notice.version)).toEqual([3, 4, 4]);
  });

  it("takes what was changed meanwhile once it is good again, and nothing of it comes back later", () => {
    const { file, path, told, text } = fresh('{"version":3}');
    file.change(red);
    writeFileSync(path, newest);
    expect(file.read()).toEqual({ front: "red", back: "grey" });
    expect(JSON.parse(text())).toEqual({ version: 2, front: "red", back: "grey" });
    file.change((now) => ({ ...now, front: "blue" }));
    writeFileSync(path, '{"version":3}');
    expect(file.read()).toEqual(format.initial);
    expect(told).toHaveLength(2);
  });

  it("removes what a process left that was killed while it wrote", () => {
    const { file, home, path } = fresh(newest);
    // No process has this number: it is beyond the largest of Linux.
    writeFileSync(`${path}.4999999.part`, "half");
    writeFileSync(`${path}.${process.ppid}.part`, "at work");
    file.change(red);
    expect(readdirSync(home).sort()).toEqual(["colours.json", `colours.json.${process.ppid}.part`]);
  });

  it("is cleared: the defaults hold, and no file is there", () => {
    const { file, home } = fresh(newest);
    file.clear();
    file.clear();
    expect(file.read()).toEqual(format.initial);
    expect(readdirSync(home)).toEqual([]);
  });
});
