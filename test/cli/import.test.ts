import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-layers";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import { modelSummary } from "../../src-core/contract/api.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { randomize, save } from "../support/models/layers-model.ts";
import { grayPng } from "../support/images/mosaic.ts";
import { facePictures, faceSide, mtcnnPresent } from "../support/models/mtcnn.ts";
import { readNpy } from "../support/maps/npy.ts";
import { zoo } from "../support/zoo/index.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const home = at("home");
const call = (...args: string[]) => fullconv(args, ".", { FULLCONV_HOME: home });

function zooFile(name: string): string {
  const network = zoo.find((entry) => entry.name === name);
  if (!network) throw new Error(`${name} is not in the zoo`);
  const path = at(`${name}.onnx`);
  writeFileSync(path, writeModel(network.build()));
  return path;
}

const noise = (size: number): Uint8Array => new Uint8Array(size).map((_, i) => (i * 7919) % 256);

describe("fullconv import", () => {
  it("makes a model of one's own of an ONNX file, which is listed, used, and not overwritten", async () => {
    const labels = at("labels.txt");
    writeFileSync(labels, Array.from({ length: 10 }, (_, i) => `kind ${i}`).join("\n"));
    const wanted = ["import", zooFile("lenet"), "--id", "own-lenet", "--preset", "unit"];
    const { status, stdout, stderr } = await call(...wanted, "--labels", labels);
    expect(status).toBe(0);
    // What nobody said is told: here the activation alone.
    expect(lines(stderr)).toEqual([expect.stringMatching(/: activation \w+ \(.+\)$/)]);
    expect(stdout).toContain("own-lenet: from");
    const models = modelSummary.array().parse(JSON.parse((await call("models", "--json")).stdout));
    const own = models.find(({ id }) => id === "own-lenet");
    expect(own).toMatchObject({ own: true, equality: { class: "exact" }, sample: false });
    expect(own?.head.classes[3]).toBe("kind 3");
    await grayPng(at("image.png"), noise(60 * 50), 60, 50);
    const ran = await call("analyze", at("image.png"), "--model", "own-lenet", "--json");
    const result = analysis.parse(JSON.parse(ran.stdout));
    expect(result.equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    // What was assumed then is told with every result, until the card says otherwise.
    expect(result.notices.map(({ code }) => code)).toEqual(["activation-assumed"]);
    const card = join(home, "models", "own-lenet", "card.json");
    writeFileSync(card, readFileSync(card, "utf8").replace('"softmax"', '"sigmoid"'));
    const said = await call("analyze", at("image.png"), "--model", "own-lenet", "--json");
    expect(analysis.parse(JSON.parse(said.stdout)).notices).toEqual([]);
    const again = await call(...wanted);
    expect(again.status).toBe(2);
    expect(lines(again.stderr)).toEqual([expect.stringContaining("is not overwritten")]);
    expect(readdirSync(join(home, "models"))).toEqual(["own-lenet"]);
  });

  it("asks for what the file does not say, and leaves nothing behind", async () => {
    const { status, stderr } = await call("import", zooFile("vgg"), "--id", "nothing");
    expect(status).toBe(2);
    expect(lines(stderr)).toEqual([expect.stringContaining("choose --preset unit, symmetric")]);
    expect(existsSync(join(home, "models", "nothing"))).toBe(false);
    const unnamed = await call("import", zooFile("vgg"), "--id", "no/../good", "--preset", "unit");
    expect(unnamed.status).toBe(2);
    expect(existsSync(join(home, "models", "no"))).toBe(false);
  });

  it("gives a network with ceil-mode pools the window at which it is exact", async () => {
    const wanted = ["import", zooFile("rnet"), "--id", "own-rnet", "--preset", "mtcnn", "--json"];
    const kept = modelSummary.parse(JSON.parse((await call(...wanted)).stdout));
    expect(kept.input).toMatchObject({ width: 25, height: 25, mean: [127.5, 127.5, 127.5] });
    expect(kept.equality?.class).toBe("exact");
  });

  it("reads a TensorFlow.js layers model", async () => {
    const network = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [12, 12, 1],
          filters: 4,
          kernelSize: 3,
          activation: "relu",
        }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 3, activation: "softmax" }),
      ],
    });
    randomize(network, 1);
    const { json, shards } = await save(network);
    writeFileSync(at("model.json"), JSON.stringify(json));
    for (const [name, bytes] of shards) writeFileSync(at(name), bytes);
    const wanted = ["import", at("model.json"), "--id", "from-tensorflow", "--preset", "unit"];
    const { status, stderr } = await call(...wanted);
    expect(status).toBe(0);
    // What nobody said is told: here the activation alone.
    expect(lines(stderr)).toEqual([expect.stringMatching(/: activation \w+ \(.+\)$/)]);
    await grayPng(at("small.png"), noise(20 * 15), 20, 15);
    const ran = await call("analyze", at("small.png"), "--model", "from-tensorflow", "--json");
    const result = analysis.parse(JSON.parse(ran.stdout));
    expect(result.map).toMatchObject({ columns: 5, rows: 2, classes: 3, strideX: 2 });
    expect(result.equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    expect(result.equality?.maxAbsDiff).toBeLessThanOrEqual(1e-5);
  });
});

describe.skipIf(!mtcnnPresent())("MTCNN's published networks", () => {
  /** Pictures of 25×25 pixels on a grid of 56: a multiple of both networks' strides. */
  async function mosaic(path: string): Promise<void> {
    const [pitch, across, down] = [56, 20, 10];
    const data = new Uint8Array(pitch * across * pitch * down).fill(127);
    for (const [index, picture] of facePictures().entries())
      for (let y = 0; y < 2 * faceSide; y++)
        for (let x = 0; x < 2 * faceSide; x++) {
          const row = Math.floor(index / across) * pitch + y;
          const column = (index % across) * pitch + x;
          const value = picture[(y >> 1) * faceSide + (x >> 1)] ?? 0;
          data[row * pitch * across + column] = Math.round(255 * value);
        }
    await grayPng(path, data, pitch * across, pitch * down);
  }

  async function pictures(path: string): Promise<void> {
    const [pitch, across, down] = [28, 20, 10];
    const data = new Uint8Array(pitch * across * pitch * down).fill(127);
    for (const [index, picture] of facePictures().entries())
      for (let y = 0; y < faceSide; y++)
        for (let x = 0; x < faceSide; x++) {
          const row = Math.floor(index / across) * pitch + y;
          const column = (index % across) * pitch + x;
          data[row * pitch * across + column] = Math.round(255 * (picture[y * faceSide + x] ?? 0));
        }
    await grayPng(path, data, pitch * across, pitch * down);
  }

  it.each([
    { file: "det2.npy", id: "rnet", pitch: 28, side: 25, make: pictures },
    { file: "det3.npy", id: "onet", pitch: 56, side: 49, make: mosaic },
  ])("$id accepts every face and nothing else, and equals its windows", async (network) => {
    const { file, id, pitch, side, make } = network;
    const imported = await call("import", `../shared/models/mtcnn/${file}`, "--id", id, "--json");
    const { input, strideX } = modelSummary.parse(JSON.parse(imported.stdout));
    expect(input).toMatchObject({ width: side, height: side });
    const image = at(`${id}.png`);
    await make(image);
    const wanted = ["analyze", image, "--model", id, "--map", "--out", folder, "--json"];
    const result = analysis.parse(
      JSON.parse((await call(...wanted, "--baseline-budget", "1s")).stdout),
    );
    expect(result.equality?.class).toBe("exact");
    expect(result.equality?.maxAbsDiff).toBeLessThanOrEqual(1e-5);
    const { shape, values } = readNpy(readFileSync(at(`${id}.map.npy`)));
    const [, rows = 0, columns = 0] = shape;
    const step = pitch / strideX;
    const faces = facePictures().map((_, index) => {
      const cell = Math.floor(index / 20) * step * columns + (index % 20) * step;
      return (values[rows * columns + cell] ?? NaN) > 0.5;
    });
    const count = (part: readonly boolean[]): number => part.filter(Boolean).length;
    console.log(`${id}: ${count(faces.slice(0, 100))} faces, ${count(faces.slice(100))} others`);
    expect(count(faces.slice(0, 100))).toBe(100);
    expect(count(faces.slice(100))).toBe(0);
  });

  const files = [3, 1, 2].map((network) => `../shared/models/mtcnn/det${network}.npy`);

  it("are one detector together, which finds the face that the published implementation finds", async () => {
    const { status, stdout, stderr } = await call("import", ...files, "--id", "mtcnn", "--json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { head, bytes, equality } = modelSummary.parse(JSON.parse(stdout));
    expect(head).toMatchObject({ kind: "pnet", threshold: 0.6, stages: [{}, { threshold: 0.7 }] });
    expect(equality?.class).toBe("exact");
    expect(bytes).toBeGreaterThan(1_900_000); // of all three
    const astronaut = "../shared/data/faces/astronaut.png";
    const ran = await call("analyze", astronaut, "--model", "mtcnn", "--method", "fcn", "--json");
    const { detections, stages = [], scales = [] } = analysis.parse(JSON.parse(ran.stdout));
    expect(scales).toHaveLength(10);
    // From a port to NumPy and PyTorch of detect_face.py (davidsandberg/facenet), with OpenCV's INTER_AREA.
    const [face, ...others] = detections;
    expect(others).toEqual([]);
    expect(face?.score).toBeCloseTo(1, 4);
    const { x = 0, y = 0, width = 0, height = 0, landmarks = [] } = face ?? {};
    close([x, y, x + width, y + height], [179.8033, 60.1188, 268.0947, 173.89]);
    close(
      landmarks.flatMap((point) => [point.x, point.y]),
      [203.861, 101.303, 246.39, 103.178, 224.267, 128.897, 201.823, 139.766, 244.905, 141.991],
    );
    expect(stages.map(({ name, detections: left }) => [name, left.length])).toEqual([
      ["pnet", 135],
      ["rnet", 8],
      ["onet", 1],
    ]);
  });

  it("find a face that the border cuts as the published implementation does, and PNet equals its windows on every scale", async () => {
    const cut = at("cut.png");
    const part = { left: 215, top: 80, width: 205, height: 220 };
    await sharp("../shared/data/faces/astronaut.png").extract(part).png().toFile(cut);
    const ran = await call("analyze", cut, "--model", "mtcnn", "--json");
    const { detections, equality, timings, scales = [] } = analysis.parse(JSON.parse(ran.stdout));
    const [{ x, y, width, height, score } = { x: 0, y: 0, width: 0, height: 0, score: 0 }] =
      detections;
    expect(score).toBeCloseTo(0.8292, 3);
    // As far as it lies on the image.
    close([x, y, x + width, y + height], [0, 0, 56.1717, 97.7214]);
    expect(equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    expect(equality?.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    const cells = scales.reduce((sum, { map }) => sum + map.rows * map.columns, 0);
    expect(timings.window?.positions).toBe(cells);
  });

  it("go along when the first one is imported with the card beside it, and are refused where one is missing", async () => {
    const kept = join(home, "models", "mtcnn");
    const other = join(folder, "elsewhere");
    cpSync(kept, other, { recursive: true });
    const again = await call("import", join(other, "model.onnx"), "--id", "mtcnn-again");
    expect([again.status, again.stderr]).toEqual([0, ""]);
    const files = readdirSync(join(home, "models", "mtcnn-again")).sort();
    expect(files.filter((name) => name.endsWith(".onnx"))).toEqual([
      "model.onnx",
      "onet.onnx",
      "rnet.onnx",
    ]);
    const astronaut = "../shared/data/faces/astronaut.png";
    const wanted = ["analyze", astronaut, "--model", "mtcnn-again", "--method", "fcn", "--json"];
    expect(analysis.parse(JSON.parse((await call(...wanted)).stdout)).detections).toHaveLength(1);
    rmSync(join(other, "onet.onnx"));
    const lacking = await call("import", join(other, "model.onnx"), "--id", "lacking");
    expect([lacking.status, lacking.stderr]).toEqual([2, expect.stringContaining("onet.onnx")]);
    expect(existsSync(join(home, "models", "lacking"))).toBe(false);
  });

  it("need the one that proposes, each of them once, and its window", async () => {
    const [onet = "", pnet = ""] = files;
    const twice = await call("import", pnet, onet, onet, "--id", "twice");
    expect([twice.status, twice.stderr]).toEqual([2, expect.stringContaining("is there twice")]);
    const wide = await call("import", ...files, "--id", "wide", "--window", "13x13");
    expect([wide.status, wide.stderr]).toEqual([2, expect.stringContaining("1×1 is needed")]);
    expect(existsSync(join(home, "models", "wide"))).toBe(false);
  });
});

/** To a hundredth of a pixel. */
function close(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  const far = found.map((value, index) => Math.abs(value - (wanted[index] ?? NaN)));
  expect(Math.max(...far)).toBeLessThan(0.01);
}
