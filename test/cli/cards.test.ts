/** @file Cards and remembered answers: used by every command in the same way, or it is said why not. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";
import { zoo } from "../support/zoo/index.ts";

const folder = temporaryFolder();
const at = (...names: string[]): string => join(folder, ...names);
let homes = 0;

/** Each with a memory of its own. */
function user() {
  const home = at(`home-${homes++}`);
  return (...args: string[]) => fullconv(args, ".", { FULLCONV_HOME: home });
}

const image = at("image.png");
await grayPng(
  image,
  new Uint8Array(60 * 50).map((_, i) => (i * 7919) % 256),
  60,
  50,
);

/** LeNet in a folder of its own. */
function network(name: string): string {
  mkdirSync(at(name));
  const path = at(name, "net.onnx");
  writeFileSync(path, writeModel(zoo.find((entry) => entry.name === "lenet")?.build() ?? never()));
  return path;
}

function never(): never {
  throw new Error("the zoo has no lenet");
}

const input = { width: 28, height: 28, color: "gray", scale: 1 / 255, mean: [0], std: [1] };
const card = {
  title: { zh: "数字" },
  input: { ...input, polarity: "auto" },
  head: { kind: "classifier", classes: Array.from("abcdefghij"), activation: "softmax" },
};
const write = (path: string, content: unknown): string => {
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const noticesOf = (json: string): readonly Notice[] => analysis.parse(JSON.parse(json)).notices;
const quick = ["--method", "fcn", "--device", "cpu", "--runs", "1", "--json", "--quiet"];

describe("a threshold of a class", () => {
  const own = { ...card, head: { ...card.head, thresholds: { c: 0.9 } } };
  const names = Array.from("ABCDEFGHIJ");

  it("stays with its class where names take the place of the card's", async () => {
    const [call, file] = [user(), network("renamed")];
    write(at("renamed", "card.json"), own);
    const labels = write(at("renamed", "labels.txt"), names.join("\n"));
    const { stdout } = await call("analyze", image, "--model", file, "--labels", labels, ...quick);
    expect(analysis.parse(JSON.parse(stdout)).limits?.thresholds).toEqual({ C: 0.9 });
    const kept = await call("import", file, "--labels", labels, "--id", "renamed");
    expect(kept.status).toBe(0);
  });

  it("that no class has leaves no model behind that cannot be used", async () => {
    const [call, file] = [user(), network("nobody")];
    const odd = { ...own, head: { ...own.head, thresholds: { z: 0.9 } } };
    const path = write(at("nobody", "odd.json"), odd);
    const wanted = ["import", file, "--card", path, "--id", "odd"];
    for (const { status, stderr } of [await call(...wanted), await call(...wanted)])
      expect([status, lines(stderr)]).toEqual([2, [expect.stringContaining("z is no class")]]);
    expect((await call("models")).stderr).toBe("");
  });
});

describe("remembered answers", () => {
  it("are told in every result, also with --quiet, and by every command that uses them", async () => {
    const [call, file] = [user(), network("remembered")];
    const analyze = ["analyze", image, "--model", file, ...quick];
    const first = await call(...analyze, "--preset", "unit");
    expect(noticesOf(first.stdout).filter(({ code }) => code === "answer-remembered")).toEqual([]);
    const second = await call(...analyze);
    const [told] = noticesOf(second.stdout).filter(({ code }) => code === "answer-remembered");
    expect(told?.message).toContain("--preset unit");
    expect(second.stderr).toContain(told?.message);
    const again = await call(...analyze, "--preset", "unit");
    expect(noticesOf(again.stdout).filter(({ code }) => code === "answer-remembered")).toEqual([]);
    for (const command of [
      ["inspect", file, "--json"],
      ["import", file, "--id", "mine"],
      ["convert", file, "-o", at("remembered", "out.onnx")],
    ]) {
      const { status, stderr } = await call(...command);
      expect([status, stderr]).toEqual([0, expect.stringContaining("--preset unit")]);
    }
  });

  it("are used by inspect and convert: output and window", async () => {
    const call = user();
    mkdirSync(at("two"));
    const file = at("two", "net.onnx");
    const entry = zoo.find(({ name }) => name === "rnet");
    writeFileSync(file, writeModel(entry?.build() ?? never()));
    const inspect = async (...more: string[]): Promise<Record<string, unknown>> =>
      JSON.parse((await call("inspect", file, "--json", ...more)).stdout) as Record<
        string,
        unknown
      >;
    const before = await inspect();
    expect(before).toMatchObject({ window: { width: 24, height: 24 }, notices: [] });
    await call(
      "analyze",
      image,
      "--model",
      file,
      ...quick,
      "--preset",
      "mtcnn",
      "--window",
      "25x25",
    );
    expect(await inspect()).toMatchObject({
      window: { width: 25, height: 25 },
      notices: [{ code: "answer-remembered" }],
    });
    expect(await inspect("--window", "24x24")).toMatchObject({ window: { width: 24 } });
    const converted = await call("convert", file, "-o", at("two", "out.onnx"));
    expect(converted.stdout).toContain("window 25×25");
    const imported = await call(
      "import",
      file,
      "--id",
      "kept-window",
      "--window",
      "24x24",
      "--json",
    );
    expect(JSON.parse(imported.stdout)).toMatchObject({ input: { width: 24 } });
  });
});

describe("--card", () => {
  it("is printed so that no terminal obeys it", async () => {
    const [call, file] = [user(), network("loud")];
    const path = write(at("loud", "mine.json"), {
      ...card,
      title: { en: "\u001b[31mRED\u0007\nforged: all is well", zh: "红" },
      license: "\u001b[32mMIT\nforged2",
    });
    const kept = await call("import", file, "--card", path, "--id", "loud");
    const listed = await call("models");
    for (const { status, stdout } of [kept, listed]) {
      expect(status).toBe(0);
      expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
      expect(stdout).not.toMatch(/^\s*forged/m);
    }
    expect(listed.stdout).toContain("loud: \\x1b[31mRED\\x07\\nforged: all is well;");
  });

  it("goes with inspect and import, whose words win; the id names it", async () => {
    const [call, file] = [user(), network("named")];
    const path = write(at("named", "mine.json"), { ...card, id: "not-this" });
    const inspected = await call("inspect", file, "--card", path, "--json");
    expect(JSON.parse(inspected.stdout)).toMatchObject({ head: { classes: card.head.classes } });
    const imported = await call("import", file, "--id", "by-card", "--card", path, "--json");
    expect(imported.stderr).toBe("");
    expect(JSON.parse(imported.stdout)).toMatchObject({
      id: "by-card",
      title: { en: "数字", zh: "数字" },
      head: card.head,
      input: card.input,
    });
  });

  it.each([
    ["contradicted", card, ["--activation", "none"], "--activation none, the card says softmax"],
    ["of another file", { ...card, sha256: "0".repeat(64) }, [], "the card says 000000000000…"],
    ["broken", "{", [], "JSON"],
    ["of another name", { ...card, file: "other.onnx" }, [], "it is the card of other.onnx"],
    ["no card", { input: card.input }, [], "head"],
  ])("is refused in one line where it is %s", async (name, content, more, told) => {
    const [call, file] = [user(), network(name.replaceAll(" ", "-"))];
    const path = write(at(`${name}.json`), content);
    const commands = [["import", file, "--id", "x"]];
    commands.push(more.length === 0 ? ["inspect", file] : ["analyze", image, "--model", file]);
    for (const command of commands) {
      const { status, stderr } = await call(...command, "--card", path, ...more);
      expect([status, lines(stderr)]).toEqual([2, [expect.stringContaining(told)]]);
    }
  });

  it("may be of one file alone", async () => {
    const file = network("one");
    const path = write(at("one", "mine.json"), card);
    const { status, stderr } = await user()("import", file, file, "--id", "x", "--card", path);
    expect([status, lines(stderr)]).toEqual([2, [expect.stringContaining("is of one file")]]);
    const own = await user()("inspect", "lenet-digits", "--window", "30x30");
    expect([own.status, lines(own.stderr)]).toEqual([2, [expect.stringContaining("has its card")]]);
  });
});

describe("a card.json beside a file", () => {
  const zeros = "0".repeat(64);
  it.each([
    ["names another", { ...card, file: "other.onnx" }, "it is the card of other.onnx"],
    [
      "has another sum",
      { ...card, sha256: zeros, file: "net.onnx" },
      "the card says 000000000000…",
    ],
    ["is broken", "{", "JSON"],
    ["fits no schema", { ...card, input: { ...card.input, scale: 0 } }, "input.scale"],
  ])("that %s is told as not used", async (name, content, told) => {
    const [call, file] = [user(), network(`beside ${name}`)];
    write(at(`beside ${name}`, "card.json"), content);
    const analyze = ["analyze", image, "--model", file, ...quick];
    const asked = await call(...analyze);
    expect([asked.status, lines(asked.stderr)]).toEqual([2, [expect.stringContaining(told)]]);
    const guessed = await call(...analyze, "--preset", "unit");
    expect(noticesOf(guessed.stdout)).toContainEqual({
      code: "card-unused",
      message: expect.stringContaining(told) as string,
    });
    expect(guessed.stderr).toContain(told);
    for (const command of [
      ["inspect", file],
      ["import", file, "--id", "x"],
    ])
      expect((await call(...command)).stderr).toContain(told);
  });

  it("is used where it names the file, its content, or the only one there; what is said stands over it", async () => {
    const [call, file] = [user(), network("used")];
    const classesOf = async (model: string, ...more: string[]) => {
      const { stdout, stderr } = await call("analyze", image, "--model", model, ...quick, ...more);
      if (stdout === "") throw new Error(stderr);
      const { model: told, notices } = analysis.parse(JSON.parse(stdout));
      return [
        told.classes.join(""),
        notices.map(({ code }) => code).filter((code) => code === "card-unused").length,
      ];
    };
    write(at("used", "card.json"), card);
    expect(await classesOf(file)).toEqual(["abcdefghij", 0]);
    expect(await classesOf(file, "--activation", "none")).toEqual(["abcdefghij", 0]);
    copyFileSync(file, at("used", "second.onnx"));
    const unclear = await call("analyze", image, "--model", file, ...quick);
    expect(unclear.stderr).toContain("2 .onnx files lie beside it");
    write(at("used", "card.json"), { ...card, file: "net.onnx" });
    expect(await classesOf(file)).toEqual(["abcdefghij", 0]);
  });
});

describe("the further networks of a card", () => {
  const first = "models/pnet-cells/model.onnx";
  const pnet = JSON.parse(readFileSync("models/pnet-cells/card.json", "utf8")) as { head: object };
  const stage = {
    sha256: "0".repeat(64),
    window: 24,
    threshold: 0.5,
    nms: 0.5,
    outputs: { scores: "a", boxes: "b" },
  };

  it.each(["../../../../../../../../dev/zero", "/dev/zero", "link.onnx", "missing.onnx"])(
    "are read from its own folder alone: %s",
    async (named) => {
      mkdirSync(at("stages"), { recursive: true });
      rmSync(at("stages", "link.onnx"), { force: true });
      symlinkSync("/dev/zero", at("stages", "link.onnx"));
      const head = { ...pnet.head, stages: [{ ...stage, file: named }] };
      const path = write(at("stages", "card.json"), { ...pnet, head });
      const { status, stderr } = await user()("inspect", first, "--card", path);
      expect([status, lines(stderr)]).toEqual([2, [expect.stringContaining(named)]]);
    },
  );

  it("are checked by their sum", async () => {
    copyFileSync(first, at("stages", "other.onnx"));
    const head = { ...pnet.head, stages: [{ ...stage, file: "other.onnx" }] };
    const path = write(at("stages", "sum.json"), { ...pnet, head });
    const { status, stderr } = await user()("inspect", first, "--card", path);
    expect([status, lines(stderr)]).toEqual([2, [expect.stringContaining("000000000000…")]]);
  });
});
