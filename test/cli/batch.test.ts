import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import { cliScript, fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";
import { onnxFile } from "../support/models/own-models.ts";
import { seeded } from "../support/random.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const model = ["--model", "lenet-digits"];
const call = (out: string, ...more: string[]): string[] => [
  "analyze",
  at("many"),
  ...model,
  "--method",
  "fcn",
  "--out",
  at(out),
  "--json",
  ...more,
];

beforeAll(async () => {
  const random = seeded(1);
  mkdirSync(at("many/inner 中文 #,%"), { recursive: true });
  for (let index = 0; index < 20; index++) {
    const pixels = Uint8Array.from({ length: 60 * 40 }, () => random() * 256);
    const place = index % 4 === 3 ? "inner 中文 #,%/" : "";
    await grayPng(at(`many/${place}${index}.png`), pixels, 60, 40);
  }
});

const natural = Array.from({ length: 20 }, (_, index) => index);
const printed = (stdout: string): number[] =>
  lines(stdout).map((line) => {
    const { image } = analysis.parse(JSON.parse(line));
    return Number(/(\d+)\.png$/.exec(image.path)?.[1]);
  });
const order = [...natural.filter((n) => n % 4 !== 3), ...natural.filter((n) => n % 4 === 3)];

describe("fullconv analyze of a folder in one pass each", () => {
  it("prints and writes all, in their order, and sums up", async () => {
    const { status, stdout, stderr } = await fullconv(call("out", "--export", "csv,json", "--map"));
    expect(status).toBe(0);
    expect(printed(stdout)).toEqual(order);
    const [first = ""] = lines(stdout);
    const { timings, files } = analysis.parse(JSON.parse(first));
    expect(timings.fcn?.runs).toBe(1); // not the five of a comparison
    expect(files).toEqual({
      map: at("out/0.map.npy"),
      csv: at("out/0.detections.csv"),
      json: at("out/0.analysis.json"),
    });
    expect(readdirSync(at("out/inner 中文 #,%")).length).toBe(15);
    expect(stderr).toMatch(/20 of 20 done, 0 failed, 0 skipped, [\d.]+ s, [\d.]+ images\/s/);
  });

  it("begins nothing where an earlier run lies, and goes on with --resume", async () => {
    const refused = await fullconv(call("out", "--export", "csv,json", "--map"));
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain("go on with --resume, begin anew with --overwrite");
    // As a crash leaves it: the last line is torn, and the results of two images with it.
    const journal = at("out/fullconv-batch.ndjson");
    const whole = readFileSync(journal);
    truncateSync(journal, whole.lastIndexOf('{"type":"done"') + 40);
    const begun = (text: string): number => text.split('{"type":"begun"').length - 1;
    const again = await fullconv(call("out", "--export", "csv,json", "--map", "--resume"));
    expect([again.status, printed(again.stdout)]).toEqual([0, order]);
    expect(again.stderr).toContain("20 of 20 done (19 of them before)");
    expect(begun(readFileSync(journal, "utf8"))).toBe(20);
    const other = await fullconv(call("out", "--resume", "--threshold", "0.9"));
    expect(other.status).toBe(2);
    expect(other.stderr).toContain(
      "threshold was 0.5 and is 0.9; exports was csv,json,map and is none",
    );
  });

  it("stops within an image when it is interrupted, and says how to go on", async () => {
    // So many that no image ends by itself.
    const runs = "100000";
    const child = spawn(process.execPath, [cliScript, ...call("cut", "--runs", runs)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, told] = ["", ""];
    child.stderr.on("data", (text: Buffer) => (told += text.toString()));
    child.stdout.on("data", (text: Buffer) => (out += text.toString()));
    const ended = once(child, "exit") as Promise<[number]>;
    const journal = at("cut/fullconv-batch.ndjson");
    const written = (): string => (existsSync(journal) ? readFileSync(journal, "utf8") : "");
    await expect.poll(written).toContain('{"type":"begun"');
    child.kill("SIGINT");
    const [status] = await ended;
    expect([status, out]).toEqual([130, ""]);
    expect(told).toContain("repeat the command with --resume");
    const text = written();
    expect(text).not.toContain('{"type":"done"');
    // As if fewer had been asked for.
    writeFileSync(journal, text.replace(`"runs":${runs}`, '"runs":2'));
    const again = await fullconv(call("cut", "--runs", "2", "--resume"));
    expect([again.status, printed(again.stdout)]).toEqual([0, order]);
    const [first = ""] = lines(again.stdout);
    expect(analysis.parse(JSON.parse(first)).timings.fcn?.runs).toBe(2);
  });

  it("keeps no journal where no folder was named", async () => {
    const args = ["analyze", at("many"), ...model, "--method", "fcn", "--json", "--quiet"];
    mkdirSync(at("cwd"));
    const { status, stdout, stderr } = await fullconv(args, at("cwd"));
    expect([status, printed(stdout), stderr]).toEqual([0, order, ""]);
    expect(readdirSync(at("cwd"))).toEqual([]);
  });

  it("refuses options that make no sense together", async () => {
    const one = ["analyze", at("many/0.png"), ...model];
    const calls: [string[], string][] = [
      [[...one, "--resume", "--out", at("x")], "--resume goes with --method fcn"],
      [[...one, "--resume", "--method", "fcn"], "--resume needs --out"],
      [[...one, "--export", "overlay,nonsense"], "nonsense is no export"],
      [[...one, "--memory", "much"], "much is not like 512MB or 1GB"],
      [[...one, "--memory", "1MB"], "1MB is too little"],
    ];
    for (const [args, message] of calls) {
      const { status, stderr } = await fullconv(args);
      expect([status, lines(stderr).length]).toEqual([2, 1]);
      expect(stderr).toContain(message);
    }
    expect(existsSync(at("x"))).toBe(false);
  });

  it.runIf(process.platform === "linux")(
    "says in one line that a folder cannot be made, at once",
    async () => {
      const own = at("own.onnx");
      writeFileSync(own, onnxFile("lenet"));
      const nowhere = { FULLCONV_HOME: "/proc/nowhere" };
      const image = at("many/0.png");
      const calls: [string[], NodeJS.ProcessEnv, number][] = [
        [["analyze", image, ...model, "--out", "/proc/nowhere", "--export", "csv"], {}, 1],
        [["analyze", at("many"), ...model, "--method", "fcn", "--out", "/proc/nowhere"], {}, 2],
        [["convert", own, "-o", "/proc/nowhere/a.onnx"], {}, 2],
        [["bench", "--out", "/proc/nowhere"], {}, 2],
        [["import", own, "--id", "own", "--preset", "unit"], nowhere, 2],
      ];
      for (const [args, env, expected] of calls) {
        const { status, stderr } = await fullconv([...args], ".", env);
        expect([args.join(" "), status]).toEqual([args.join(" "), expected]);
        const [last] = lines(stderr).slice(-1);
        expect(last).toMatch(
          /\/proc\/nowhere.*: cannot be written \(ENOENT: .*mkdir '\/proc\/nowhere'\)$/,
        );
      }
    },
  );
});
