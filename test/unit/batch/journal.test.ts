import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Journal, journalName } from "../../../src-main/batch/journal.ts";
import { Log } from "../../../src-main/batch/log.ts";
import type { BatchSettings } from "../../../src-main/batch/settings.ts";
import { analysisOf } from "../../support/fake-analyst.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
let count = 0;
const fresh = (): string => join(folder, String(count++));
const settings: BatchSettings = {
  ...{ model: "m", sha256: "a", said: "", stride: "native", threshold: 0.5, runs: 1 },
  ...{ device: "auto", exports: ["overlay"] },
};
const subject = (name: string) => ({
  ...{ path: `/in/${name}`, name, target: name, size: 3, modified: 4.5 },
});

describe("a log", () => {
  it("gives back its lines, however they are cut into pieces", async () => {
    const path = join(fresh(), "log");
    const values = ["", "é中😀\n", "x".repeat(3_000_000), "y", { a: [1] }];
    const log = await Log.open(path, () => undefined);
    const lines = await Promise.all(values.map((value) => log.append(value)));
    expect(await Promise.all(lines.map((line) => log.read(line)))).toEqual(values);
    await log.close();
    const read: unknown[] = [];
    await (await Log.open(path, (value, line) => read.push([value, line]))).close();
    expect(read).toEqual(values.map((value, index) => [value, lines[index]]));
  });

  it("loses a torn last line alone, and leaves out what is no JSON", async () => {
    const path = join(fresh(), "log");
    const log = await Log.open(path, () => undefined);
    await log.append(1);
    await log.close();
    appendFileSync(path, '\0\0\n{"a":\n2\n{"type":"do');
    const read: unknown[] = [];
    const again = await Log.open(path, (value) => read.push(value));
    await again.append(3);
    await again.close();
    expect(read).toEqual([1, 2]);
    expect(readFileSync(path, "utf8")).toBe('1\n\0\0\n{"a":\n2\n3\n');
  });

  it("refuses to write where another one has written", async () => {
    const path = join(fresh(), "log");
    const log = await Log.open(path, () => undefined);
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
