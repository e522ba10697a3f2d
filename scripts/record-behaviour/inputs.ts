/** @file What the commands are given: the same bytes each time. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import {
  cocoJson,
  vocXml,
  write,
  writeVoc,
} from "../../test/support/annotations/annotated-folder.ts";
import { annotated } from "../../test/support/annotations/annotation.ts";
import { blackPng, deep, drawn, withOrientation } from "../../test/support/images/drawn.ts";
import { writeModels } from "./models.ts";

const digits = "models/lenet-digits/samples/digits.png";
const smear = "models/ssd-cells/samples/smear.jpg";
const sheet = { width: 640, height: 480 };

export async function makeInputs(folder: string): Promise<void> {
  const at = (...names: string[]): string => join(folder, ...names);
  copyFileSync(digits, at("digits.png"));
  copyFileSync(smear, at("smear.jpg"));
  await images(at);
  await folders(at);
  annotations(at);
  await writeModels(at);
}

type At = (...names: string[]) => string;

const cut = (path: string, left: number, top: number, width: number, height: number) =>
  sharp(path).extract({ left, top, width, height }).png();

async function images(at: At): Promise<void> {
  await cut(digits, 500, 0, 96, 64).toFile(at("digits-small.png"));
  await cut(smear, 330, 160, 147, 131).toFile(at("smear-small.png"));
  const white = { channels: 3 as const, background: "white" };
  const strip = await cut(digits, 0, 10, 640, 64).toBuffer();
  const tiled = (input: string | Buffer) => [{ input, tile: true, gravity: "northwest" }];
  const large = { create: { width: 1000, height: 900, ...white } };
  await sharp(large).composite(tiled(digits)).png().toFile(at("large.png"));
  // Longer than what is held, although it has few pixels.
  const long = { create: { width: 20_001, height: 64, ...white } };
  await sharp(long).composite(tiled(strip)).png().toFile(at("long.png"));
  await drawn(45, 41, 3).png().toFile(at("noise.png"));
  await drawn(50, 40, 4).png().toFile(at("alpha.png"));
  await deep(50, 40, 1).png().toFile(at("deep.png"));
  writeFileSync(at("turned.png"), withOrientation(await drawn(60, 40, 1).png().toBuffer(), 6));
  const pages = await Promise.all([0, 1, 2].map(() => drawn(40, 32, 3).png().toBuffer()));
  await sharp(pages, { join: { animated: true } })
    .tiff()
    .toFile(at("stack.tif"));
  blackPng(at("tiny.png"), 10, 10);
  const whole = await sharp(digits).png().toBuffer();
  writeFileSync(at("broken.png"), whole.subarray(0, whole.length >> 1));
  writeFileSync(at("empty.png"), "");
  writeFileSync(at("notes.txt"), "no image\n");
}

async function folders(at: At): Promise<void> {
  mkdirSync(at("many", "inner 中文 #,%"), { recursive: true });
  const places = [
    ["many/1.png", 500, 0],
    ["many/2.png", 140, 80],
    ["many/10.png", 230, 360],
    ["many/inner 中文 #,%/3.png", 400, 230],
  ] as const;
  for (const [place, left, top] of places) await cut(digits, left, top, 70, 60).toFile(at(place));
  writeFileSync(at("many", "notes.txt"), "no image\n");
  mkdirSync(at("mixed"));
  copyFileSync(at("digits-small.png"), at("mixed", "a.png"));
  for (const name of ["broken.png", "tiny.png", "stack.tif"])
    copyFileSync(at(name), at("mixed", name));
}

/** Some digits of the sheet, one of them under another name and one that is too far away. */
function annotations(at: At): void {
  const truth = [
    ["8", 572, 124],
    ["3", 516, 19],
    ["9", 244, 374],
    ["5", 436, 20],
    ["1", 152, 98],
    ["0", 440, 270],
  ] as const;
  const objects = truth.map(([label, x, y]) => annotated(label, x, y, { width: 28, height: 28 }));
  mkdirSync(at("voc", "JPEGImages"), { recursive: true });
  for (const name of ["a", "b"]) {
    copyFileSync(digits, at("voc", "JPEGImages", `${name}.png`));
    writeVoc(at("voc"), name, vocXml(`${name}.png`, sheet, objects));
  }
  write(at("voc", "ImageSets", "Main", "test.txt"), "a\n");
  const names = Array.from({ length: 10 }, (_, digit) => String(digit));
  const sources = ["a.png", "lost.png"].map((name) => ({ name, ...sheet, objects }));
  write(at("coco", "annotations", "instances_test.json"), cocoJson(sources, names));
  mkdirSync(at("coco", "images"));
  copyFileSync(digits, at("coco", "images", "a.png"));
  const cell = [
    annotated("RBC", 280, 66, { width: 113, height: 113 }),
    annotated("WBC", 393, 13, { width: 191, height: 194 }),
  ];
  const cells = [{ name: "a.jpg", ...sheet, objects: cell }];
  write(at("cells", "test.json"), cocoJson(cells, ["RBC", "WBC", "Platelets"]));
  copyFileSync(smear, at("cells", "a.jpg"));
  write(at("broken-xml", "a.xml"), "<annotation><object>");
}
