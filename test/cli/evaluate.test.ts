import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import type { Evaluation } from "../../src-core/contract/evaluation.ts";
import { evaluation } from "../../src-core/contract/evaluation.ts";
import type { Annotation } from "../../src-core/evaluation/annotation.ts";
import { cocoJson, vocXml, write } from "../support/annotations/annotated-folder.ts";
import { annotated } from "../support/annotations/annotation.ts";
import { cliScript, fullconv, lines } from "../support/processes/cli.ts";
import { drawSheet, sheetSize } from "../support/images/digit-sheets.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
const at = (...names: string[]): string => join(folder, ...names);
const call = (name: string, ...more: string[]): string[] => [
  "evaluate",
  "lenet-digits",
  at(name),
  ...more,
];
const parsed = (stdout: string): Evaluation => evaluation.parse(JSON.parse(stdout));

/** Truth of the two sheets. */
let sheets: [Annotation[], Annotation[]] = [[], []];

beforeAll(() => {
  sheets = [drawSheet(at("voc/JPEGImages/a.png"), 7), drawSheet(at("voc/JPEGImages/b.png"), 8)];
  for (const [index, name] of ["a", "b"].entries()) {
    const objects = sheets[index] ?? [];
    write(at("voc/Annotations", `${name}.xml`), vocXml(`${name}.png`, sheetSize, objects));
    write(at("coco/images/.keep"), "");
    copyFileSync(at("voc/JPEGImages", `${name}.png`), at("coco/images", `${name}.png`));
  }
  write(at("voc/ImageSets/Main/test.txt"), "a\nb\n");
  const named = sheets.map((objects, index) => {
    return { name: `${"ab"[index] ?? ""}.png`, ...sheetSize, objects };
  });
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  write(at("coco/annotations/instances_test.json"), cocoJson(named, digits));
});

describe("fullconv evaluate --json", () => {
  it("prints the document of the contract, whole", async () => {
    const { status, stdout, stderr } = await fullconv(call("voc", "--split", "test", "--json"));
    expect([status, stderr, lines(stdout).length]).toEqual([0, "", 1]);
    const result = parsed(stdout);
    expect(result).toMatchObject({ model: "lenet-digits", split: "test", images: 2, iou: 0.5 });
    expect(result.classes?.map(({ label, count }) => [label, count])).toEqual(
      Array.from({ length: 10 }, (_, digit) => [String(digit), 8]),
    );
    expect(result.mAP).toBeGreaterThan(0.8);
    expect(result.windowAccuracy).toBeGreaterThan(0.8);
    expect(result.recallAt).toBeNull();
  });

  it("says the same of the same images as COCO", async () => {
    const asVoc = await fullconv(call("voc", "--split", "test", "--json"));
    const asCoco = await fullconv(call("coco", "--split", "test", "--json"));
    expect(asCoco.status).toBe(0);
    expect(parsed(asCoco.stdout)).toEqual(parsed(asVoc.stdout));
  });

  it("takes all annotated images, another overlap and another threshold where it is told to", async () => {
    const usual = parsed((await fullconv(call("voc", "--json"))).stdout);
    const more = ["--json", "--iou", "0.95", "--threshold", "0.999"];
    const strict = parsed((await fullconv(call("voc", ...more))).stdout);
    expect([usual.split, usual.images, strict.iou]).toEqual([null, 2, 0.95]);
    expect(strict.mAP ?? 1).toBeLessThan(usual.mAP ?? 0);
    const recall = ({ classes }: Evaluation) =>
      (classes ?? []).reduce((sum, figures) => sum + figures.recall, 0);
    expect(recall(strict)).toBeLessThan(recall(usual));
  });
});

describe("on what scales, and with what overlap, evaluate looks", () => {
  const figures = async (name: string, ...more: string[]): Promise<Evaluation> =>
    parsed((await fullconv(call(name, "--json", ...more))).stdout);

  it("is said by --scales, or follows from the sizes of --objects", async () => {
    // Boxes of a window in an image of a quarter are 112×112 pixels: they cover a digit by a sixteenth.
    const lax = (...more: string[]): Promise<Evaluation> =>
      figures("voc", "--iou", "0.05", ...more);
    const usual = await lax();
    expect(await lax("--scales", "1")).toEqual(usual);
    const quarter = await lax("--scales", "0.25");
    expect(usual.mAP).toBeGreaterThan(0.8);
    expect(quarter.mAP).toBeGreaterThan(0);
    expect(quarter.mAP).toBeLessThan(0.4);
    expect(await lax("--objects", "112")).toEqual(quarter);
  });

  it("is said by --nms: boxes that no better one pushes aside are wrong finds", async () => {
    const image = "models/ssd-cells/samples/smear.jpg";
    const args = ["--model", "ssd-cells", "--method", "fcn", "--json", "--quiet"];
    const { stdout } = await fullconv(["analyze", image, ...args]);
    const result = analysis.parse(JSON.parse(stdout));
    const { width, height } = result.image;
    const objects = result.detections.map((found) => ({ ...found, ignored: null }));
    const named = ["b.jpg", "a.jpg"].map((name) => ({ name, width, height, objects }));
    write(at("cells/test.json"), cocoJson(named, result.model.classes));
    for (const { name } of named) copyFileSync(image, at("cells", name));
    const cells = async (model: string, ...more: string[]) => {
      const ended = await fullconv(["evaluate", model, at("cells"), "--json", "--quiet", ...more]);
      return { ...parsed(ended.stdout), stderr: ended.stderr };
    };
    const own = await cells("ssd-cells");
    const lax = await cells("ssd-cells", "--nms", "0.9");
    // The card has one for each class.
    expect(new Set(own.classes?.map(({ threshold }) => threshold)).size).toBeGreaterThan(1);
    for (const { precision, recall } of own.classes ?? [])
      expect([precision, recall]).toEqual([1, 1]);
    expect(lax.classes?.[0]?.precision).toBeLessThan(0.9);
    expect([own.notices, own.stderr]).toEqual([[], ""]);
    // Many more boxes than its card allows: told once, in the document and on standard error.
    const proposals = await cells("rpn-cells");
    const capped = /^in all 2 images: 100 of \d+ boxes are kept/;
    expect(proposals.notices).toEqual([
      { code: "boxes-capped", message: expect.stringMatching(capped) as unknown },
    ]);
    expect(lines(proposals.stderr)).toEqual(proposals.notices.map(({ message }) => message));
  });
});

describe("fullconv evaluate", () => {
  it("prints a table for people", async () => {
    const { status, stdout } = await fullconv(call("voc", "--split", "test"));
    expect(status).toBe(0);
    const [head, titles, ...rows] = lines(stdout);
    expect(head).toBe(`lenet-digits on ${at("voc")} (test): 2 images, found at an overlap of 0.5`);
    expect(titles).toMatch(
      /^ {2}class {2}objects {2}AP {6}threshold {2}precision {2}recall {2}F1$/,
    );
    expect(rows.length).toBe(12);
    expect(rows[10]).toMatch(
      /^ {2}mAP [01]\.\d{4} over 10 classes; .* score at least the threshold$/,
    );
    expect(rows[11]).toMatch(/^ {2}window accuracy [01]\.\d{4}: .* of each of 11 classes$/);
  });

  it("says in one line each what is wrong with an image, and does the others", async () => {
    const [objects] = sheets;
    for (const name of ["good", "broken", "cut", "lost", "turned"]) {
      write(at("mixed", `${name}.xml`), vocXml(`${name}.png`, sheetSize, objects));
      if (name !== "lost") copyFileSync(at("voc/JPEGImages/a.png"), at("mixed", `${name}.png`));
    }
    writeFileSync(at("mixed/broken.xml"), "<annotation><object>");
    const png = readFileSync(at("mixed/cut.png"));
    writeFileSync(at("mixed/cut.png"), png.subarray(0, 5000));
    const turned = vocXml("turned.png", { width: 480, height: 640 }, objects);
    writeFileSync(at("mixed/turned.xml"), turned);
    const boxes = [
      ...objects,
      annotated("cat", 5),
      annotated("3", 700),
      annotated("3", 9, 9, { width: -5 }),
      annotated("3", 9, 9, { width: 1 }),
    ];
    writeFileSync(at("mixed/good.xml"), vocXml("good.png", sheetSize, boxes));
    const { status, stdout, stderr } = await fullconv(call("mixed", "--json"));
    expect(status).toBe(1);
    const documents = lines(stdout);
    expect(documents.slice(0, 4).map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { image: at("mixed/broken.png"), error: { code: "invalid-request" } },
      { image: at("mixed/cut.png"), error: { code: "image-unreadable" } },
      { image: at("mixed/lost.png"), error: { code: "image-unreadable" } },
      { image: at("mixed/turned.png"), error: { code: "invalid-request" } },
    ]);
    const result = parsed(documents[4] ?? "");
    expect([documents.length, result.images]).toEqual([5, 1]);
    expect(result.classes?.find(({ label }) => label === "3")?.count).toBe(4);
    expect(lines(stderr)).toEqual([
      "1 objects of classes that the model does not have are not counted: cat (1)",
      expect.stringContaining("broken.xml: is broken XML"),
      expect.stringContaining("cut.png"),
      expect.stringContaining("(3) is left out: its box 10×10 at (700, 0) lies outside the image"),
      expect.stringContaining("(3) is left out: its box is inverted, from (9, 9) to (4, 19)"),
      expect.stringContaining("lost.png: is not there, but"),
      expect.stringContaining("turned.png: is 640×480,"),
      "1 boxes less than 2 pixels wide or high are left out",
      "1 images done, 4 failed",
    ]);
  });

  it("refuses a call that is wrong with status 2 and one line", async () => {
    const cat = vocXml("a.png", sheetSize, [annotated("cat", 5)]);
    write(at("cats/a.xml"), cat);
    copyFileSync(at("voc/JPEGImages/a.png"), at("cats/a.png"));
    write(at("blank/a.xml"), vocXml("a.png", sheetSize, []));
    copyFileSync(at("voc/JPEGImages/a.png"), at("blank/a.png"));
    write(at("broken/a.xml"), "<annotation><object><");
    copyFileSync(at("voc/JPEGImages/a.png"), at("broken/a.png"));
    write(at("marked.txt"), Buffer.from("zero\none\n", "utf16le"));
    const absent = process.platform === "darwin" ? "dml" : "coreml";
    const calls: [string[], string][] = [
      [
        ["evaluate", "nonsense", at("voc")],
        "model nonsense is unknown: choose one of alexnet-cells",
      ],
      [["evaluate", "lenet-digits"], "missing required argument 'folder'"],
      [call("missing"), "is no folder: name the one that holds the annotations"],
      [call("voc/JPEGImages"), "holds no annotations: Pascal VOC has"],
      [call("voc", "--split", "val"), "has no val.txt: choose one of test"],
      [call("voc", "--format", "yolo"), "Allowed choices are voc, coco"],
      [call("voc", "--format", "coco"), "holds no annotations: COCO has"],
      [call("voc", "--iou", "0"), "0 is no overlap"],
      [call("voc", "--iou", "2"), "2 is not a number from 0 to 1"],
      [
        call("voc", "--threshold", "0.6", "--choose-thresholds"),
        "--threshold and --choose-thresholds both say",
      ],
      [call("voc", "--device", absent), `device ${absent} cannot be used`],
      [call("voc", "--card", "x.json"), "lenet-digits has its card"],
      [call("cats"), "annotated are cat; the model has 0, 1, 2, 3, 4, 5, 6, 7, 8, 9"],
      [call("blank"), "no object is annotated on its 1 image: there is nothing to compare with"],
      [call("broken"), `${at("broken/a.xml")}: is broken XML (`],
      [
        ["evaluate", "own.onnx", at("voc"), "--labels", at("marked.txt")],
        `${at("marked.txt")}: is no text: it has the control character U+0000 in line 1; save it as`,
      ],
    ];
    for (const [args, message] of calls) {
      const { status, stdout, stderr } = await fullconv(args);
      expect([args.join(" "), status, stdout]).toEqual([args.join(" "), 2, ""]);
      expect(lines(stderr)).toEqual([expect.stringContaining(message)]);
    }
  });

  it("ends with 130 when it is interrupted", async () => {
    const names = Array.from({ length: 400 }, (_, index) => `n${index}.png`);
    const image = { ...sheetSize, objects: sheets[0] };
    const many = names.map((name) => ({ name, ...image }));
    const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
    write(at("many/test.json"), cocoJson(many, digits));
    // All but the first, which is missed aloud: by then the evaluation is under way.
    for (const name of names.slice(1)) copyFileSync(at("voc/JPEGImages/a.png"), at("many", name));
    const child = spawn(process.execPath, [cliScript, ...call("many")], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let told = "";
    child.stdout.on("data", (text: Buffer) => (told += text.toString()));
    child.stderr.once("data", () => child.kill("SIGINT"));
    expect(await once(child, "close")).toEqual([130, null]);
    expect(told).toBe("");
  });
});
