/** @file What the command says of kept files that are not what they should be: one line on standard error, and it goes on. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import { temporaryFolder } from "../support/folder.ts";
import { onnxFile } from "../support/models/own-models.ts";
import { fullconv, lines } from "../support/processes/cli.ts";

const folder = temporaryFolder();
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(folder, "home-"));
});
const call = (...args: string[]) => fullconv(args, ".", { FULLCONV_HOME: home });
const sample = "models/lenet-digits/samples/digits.png";
const analyze = (model: string, ...more: string[]) =>
  call("analyze", sample, "--model", model, "--method", "fcn", "--runs", "1", "--json", ...more);
const about = (stderr: string, name: string): string[] =>
  lines(stderr).filter((line) => line.includes(name));

it("says of a damaged devices.json where it lies now, once, and works without it", async () => {
  const file = join(home, "devices.json");
  writeFileSync(file, '{"fingerprint":"');
  const first = await analyze("lenet-digits");
  expect(first.status).toBe(0);
  expect(analysis.parse(JSON.parse(first.stdout)).detections).not.toEqual([]);
  expect(about(first.stderr, "devices.json")).toEqual([
    `${file}: cannot be understood (it is no JSON, or cut off): it was set aside as devices.json.broken-1 and begins anew`,
  ]);
  expect(readFileSync(`${file}.broken-1`, "utf8")).toBe('{"fingerprint":"');
  const second = await analyze("lenet-digits");
  expect([second.status, about(second.stderr, "devices.json")]).toEqual([0, []]);
});

it("leaves a devices.json of a newer version as it is, and says so", async () => {
  const file = join(home, "devices.json");
  writeFileSync(file, '{"version":9}');
  const { status, stderr } = await analyze("lenet-digits");
  expect(status).toBe(0);
  expect(about(stderr, "devices.json")).toEqual([
    `${file}: is of version 9 and this Fullconv knows 2: it is left as it is, and nothing that changes now is kept`,
  ]);
  expect(readFileSync(file, "utf8")).toBe('{"version":9}');
});

it("lists the models of the app where the folder of one's own is a file, and says so once", async () => {
  writeFileSync(join(home, "models"), "");
  const { status, stdout, stderr } = await call("models");
  expect(status).toBe(0);
  expect(stdout).toContain("lenet-digits: ");
  expect(lines(stderr)).toEqual([
    `${join(home, "models")}: cannot be read, its models are left out: it is no folder: move it away`,
  ]);
});

it("sets answers aside that cannot be understood, and asks for them again", async () => {
  const net = join(home, "net.onnx");
  writeFileSync(net, onnxFile("lenet"));
  expect((await analyze(net, "--preset", "unit")).status).toBe(0);
  const [name = ""] = readdirSync(join(home, "cards"));
  const card = join(home, "cards", name);
  const whole = readFileSync(card, "utf8");
  expect(JSON.parse(whole)).toMatchObject({ format: 1 });
  expect((await analyze(net)).status).toBe(0);

  writeFileSync(card, whole.slice(0, 100));
  const damaged = await analyze(net);
  expect(damaged.status).not.toBe(0);
  expect(lines(damaged.stderr)).toHaveLength(1);
  expect(damaged.stderr).toContain(card);
  expect(damaged.stderr).toContain(`it was set aside as ${name}.broken-1: try again`);
  expect(readFileSync(`${card}.broken-1`, "utf8")).toBe(whole.slice(0, 100));
  expect((await analyze(net, "--preset", "unit")).status).toBe(0);

  const newer = whole.replace('"format": 1', '"format": 2');
  writeFileSync(card, newer);
  const refused = await analyze(net);
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain(`${card}: a newer Fullconv keeps here what was answered`);
  expect(readFileSync(card, "utf8")).toBe(newer);
});

it("lists the models that can be used, and says of the others why they cannot", async () => {
  mkdirSync(join(home, "models", "hurt"), { recursive: true });
  const { status, stdout, stderr } = await call("models");
  expect(status).toBe(0);
  expect(stdout).toContain("lenet-digits: ");
  const card = join(home, "models", "hurt", "card.json");
  expect(lines(stderr)).toEqual([
    `model hurt is left out: ${card}: is not there, and without it the model cannot be used: restore it, or remove the model`,
  ]);
  const used = await analyze("hurt");
  expect(used.status).not.toBe(0);
  expect(lines(used.stderr)).toEqual([expect.stringContaining(`${card}: is not there`)]);
});
