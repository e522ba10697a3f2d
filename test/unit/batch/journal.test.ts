import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { Journal, journalName } from "../../../src-main/batch/journal.ts";
import { AppendLog } from "../../../src-main/batch/append-log.ts";
import type { BatchSettings } from "../../../src-main/batch/settings.ts";
import { analysisOf } from "../../support/fake-analyst.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
let count = 0;
const fresh = (): string => join(folder, String(count++));
const settings: BatchSettings = {
  model: "m",
  sha256: "a",
  said: "",
  stride: "native",
  threshold: 0.5,
  runs: 1,
  device: "auto",
  exports: ["overlay"],
};
const subject = (name: string) => ({
  path: `/in/${name}`,
  name,
  target: name,
  size: 3,
  modified: 4.5,
});

describe("a log", () => {
  it("gives back its lines, however they are cut into pieces", async () => {
    const path = join(fresh(), "log");
    const values = ["", "é中😀\n", "x".repeat(3_000_000), "y", { a: [1] }];
    const log = await AppendLog.open(path, () => undefined);
    const lines = await Promise.all(values.map((value) => log.append(value)));
    expect(await Promise.all(lines.map((line) => log.read(line)))).toEqual(values);
    await log.close();
    const read: unknown[] = [];
    await (await AppendLog.open(path, (value, line) => read.push([value, line]))).close();
    expect(read).toEqual(values.map((value, index) => [value, lines[index]]));
  });

  it("loses a torn last line alone, and has nothing of what is no JSON", async () => {
    const path = join(fresh(), "log");
    const log = await AppendLog.open(path, () => undefined);
    await log.append(1);
    await log.close();
    appendFileSync(path, '\0\0\n{"a":\n2\n{"type":"do');
    const read: unknown[] = [];
    const again = await AppendLog.open(path, (value) => read.push(value));
    await again.append(3);
    await again.close();
    expect(read).toEqual([1, undefined, undefined, 2]);
    expect(readFileSync(path, "utf8")).toBe('1\n\0\0\n{"a":\n2\n3\n');
  });

  it("refuses to write where another one has written", async () => {
    const path = join(fresh(), "log");
    const log = await AppendLog.open(path, () => undefined);
    appendFileSync(path, "1\n");
    await expect(log.append(2)).rejects.toThrow("another Fullconv writes here");
    await log.close();
  });
});

describe("a journal", () => {
  it("remembers rows, and leaves results on the disk", async () => {
    const home = fresh();
    const journal = await Journal.open(home, settings, "1.0.0");
    const result = analysisOf("/in/a.png", 5000);
    await journal.begin(subject("a.png"));
    await journal.done(subject("a.png"), result);
    await journal.begin(subject("b.png"));
    await journal.failed(subject("c.png"), { code: "output-exists", message: "there" });
    await journal.close();
    const again = await Journal.open(home, settings, "1.0.1");
    const known = again.get("/in/a.png");
    expect(known).toMatchObject({ size: 3, modified: 4.5, begun: true, row: { count: 5000 } });
    expect(JSON.stringify(known).length).toBeLessThan(400); // no detections in there
    expect(await again.result("/in/a.png")).toEqual(result);
    expect(again.get("/in/b.png")).toMatchObject({ begun: true, row: null, failure: null });
    expect(again.get("/in/c.png")).toMatchObject({ begun: false, failure: { message: "there" } });
    await expect(again.result("/in/b.png")).rejects.toThrow("has no result");
    await again.close();
  });

  it("loses the image whose line a crash tore, and no other, wherever it was torn", async () => {
    const home = fresh();
    const path = join(home, journalName);
    const journal = await Journal.open(home, settings, "1");
    await journal.done(subject("a.png"), analysisOf("/in/a.png"));
    const whole = readFileSync(path).length;
    await journal.done(subject("b.png"), analysisOf("/in/b.png"));
    await journal.close();
    const bytes = readFileSync(path);
    for (let cut = bytes.length - 1; cut >= whole; cut -= 37) {
      writeFileSync(path, bytes);
      truncateSync(path, cut);
      const again = await Journal.open(home, settings, "1");
      expect(again.get("/in/a.png")?.row).not.toBeNull();
      expect(again.get("/in/b.png")).toBeUndefined();
      await again.close();
    }
  });

  it("says what is otherwise than when it was begun", async () => {
    const home = fresh();
    await (await Journal.open(home, settings, "1")).close();
    const other = { ...settings, threshold: 0.6, sha256: "b", exports: [] };
    await expect(Journal.open(home, other, "1")).rejects.toThrow(
      "was begun otherwise (the model's file has changed; threshold was 0.5 and is 0.6; exports was overlay and is none): repeat those settings, or name another folder",
    );
  });
});

describe("a journal that is not this run's", () => {
  const head = { type: "batch", version: 1, app: "0.1.0", settings };
  const done = (target: string, model = "m") => {
    const result = analysisOf("/in/a.png");
    return {
      type: "done",
      ...subject("a.png"),
      target,
      result: { ...result, model: { ...result.model, id: model } },
    };
  };
  const text = (...lines: unknown[]): string =>
    lines.map((line) => `${JSON.stringify(line)}\n`).join("");

  const cases: [string, string, string][] = [
    [
      "has a place above it",
      text(head, done("../evil/pwned")),
      'outside its folder, "../evil/pwned"',
    ],
    ["has a way up inside", text(head, done("a/../../b")), "names a place outside its folder"],
    ["has an absolute place", text(head, done("/tmp/pwned")), 'outside its folder, "/tmp/pwned"'],
    ["has an empty place", text(head, done("")), 'names a place outside its folder, ""'],
    ["has such a place for a begun one", text(head, { ...done("../b"), type: "begun" }), "outside"],
    ["has no head", text(done("a")), "does not begin with the settings of its run"],
    ["has its head at the end", text(done("a"), head), "does not begin with the settings"],
    ["begins with no JSON", `precious\n${text(head)}`, "does not begin with the settings"],
    ["is something else", "precious notes", "is no journal of Fullconv's"],
    [
      "is of a later version",
      text({ ...head, version: 2, app: "9.0.0" }),
      "by Fullconv 9.0.0 in version 2",
    ],
    ["has no settings", text({ ...head, settings: { model: "m" } }), "line 1: settings.sha256"],
    [
      "has two runs",
      text(head, { ...head, settings: { ...settings, threshold: 0.9 } }),
      "holds two runs (threshold was 0.5 and is 0.9)",
    ],
    [
      "has another model's results",
      text(head, done("a", "other")),
      "has results of other, and was begun with m",
    ],
  ];

  it.each(cases)(
    "is refused in one line and left as it was, where it %s",
    async (_name, content, message) => {
      const home = fresh();
      const path = join(home, journalName);
      mkdirSync(home);
      // With a line that a crash tore, which would be cut off.
      writeFileSync(path, `${content}{"type":"do`);
      const failure = await Journal.open(home, settings, "1").catch((cause: unknown) =>
        String(cause),
      );
      expect(failure).toContain(path);
      expect(failure).toContain(message);
      expect(failure).not.toContain("\n");
      expect(readFileSync(path, "utf8")).toBe(`${content}{"type":"do`);
    },
  );

  it("is refused where it is a link, whose file stays as it is", async () => {
    const home = fresh();
    mkdirSync(home);
    const precious = join(home, "precious.txt");
    writeFileSync(precious, "no line end");
    symlinkSync(precious, join(home, journalName));
    await expect(Journal.open(home, settings, "1")).rejects.toThrow("is a link to another place");
    expect(readFileSync(precious, "utf8")).toBe("no line end");
  });

  it("is begun anew where a crash left less than its first line", async () => {
    for (const torn of ["", '{"ty', '{"type":"batch","version":1,"ap', "\0\0\0"]) {
      const home = fresh();
      mkdirSync(home);
      writeFileSync(join(home, journalName), torn);
      await (await Journal.open(home, settings, "1")).close();
      expect(readFileSync(join(home, journalName), "utf8")).toMatch(/^{"type":"batch".*}\n$/);
    }
  });

  it("says how many lines it could not read, and who began it", async () => {
    const home = fresh();
    mkdirSync(home);
    writeFileSync(
      join(home, journalName),
      `${text(head)}{"half\n${text({ type: "later" }, done("a"))}`,
    );
    const journal = await Journal.open(home, settings, "1");
    expect(journal.notes).toEqual([
      expect.stringContaining("was begun by Fullconv 0.1.0, and is gone on with by 1"),
      expect.stringContaining("2 lines cannot be read: their images are done again"),
    ]);
    expect(journal.get("/in/a.png")?.row).not.toBeNull();
    await journal.close();
  });
});

describe("the disk", () => {
  it("has the lines when sync says so, whoever else asks for it meanwhile", async () => {
    const log = await AppendLog.open(join(fresh(), "log"), () => undefined);
    await log.append(1);
    const file = (log as unknown as { file: FileHandle }).file;
    let [begun, finish] = [0, (): void => undefined];
    vi.spyOn(file, "datasync").mockImplementation(() => {
      begun++;
      return new Promise((resolve) => (finish = resolve));
    });
    const told: string[] = [];
    const both = ["first", "second"].map((name) => log.sync().then(() => told.push(name)));
    await expect.poll(() => begun).toBe(1);
    // Whatever could have been told by now, has been.
    await new Promise(setImmediate);
    expect(told).toEqual([]);
    finish();
    await Promise.all(both);
    expect([told, begun]).toEqual([["first", "second"], 1]);
    vi.restoreAllMocks();
    await log.close();
  });

  it("is told of where it does not take them, and excused where it knows no such call", async () => {
    const log = await AppendLog.open(join(fresh(), "log"), () => undefined);
    const file = (log as unknown as { file: FileHandle }).file;
    const datasync = vi.spyOn(file, "datasync");
    await log.append(1);
    const broken = Object.assign(new Error("i/o error"), { code: "EIO", syscall: "fdatasync" });
    datasync.mockRejectedValueOnce(broken);
    await expect(log.sync()).rejects.toThrow("cannot be written");
    datasync.mockRejectedValueOnce(Object.assign(new Error("invalid"), { code: "EINVAL" }));
    await log.sync();
    vi.restoreAllMocks();
    await log.close();
  });
});
