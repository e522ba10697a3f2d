import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importMtcnn } from "../../../src-core/import/mtcnn/mtcnn.ts";
import { mtcnnNetworks } from "../../../src-core/import/mtcnn/networks.ts";
import { InvalidModel } from "../../../src-core/network/onnx/errors.ts";
import { shapeOf } from "../../../src-core/network/onnx/value-info.ts";
import { floatsOf } from "../../../src-core/network/onnx/tensor-values.ts";
import type { FloatArray, Layers } from "../../support/models/pickle.ts";
import { npyOfLayers } from "../../support/models/pickle.ts";

/** Values that say their index. */
const counted = (...shape: number[]): FloatArray => {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length }, (_, index) => index) };
};

const pnet = (): Record<string, Record<string, FloatArray>> => ({
  conv1: { weights: counted(3, 3, 3, 10), biases: counted(10) },
  conv2: { weights: counted(3, 3, 10, 16), biases: counted(16) },
  conv3: { weights: counted(3, 3, 16, 32), biases: counted(32) },
  "conv4-1": { weights: counted(1, 1, 32, 2), biases: counted(2) },
  "conv4-2": { weights: counted(1, 1, 32, 4), biases: counted(4) },
  PReLU1: { alpha: counted(10) },
  PReLU2: { alpha: counted(16) },
  PReLU3: { alpha: counted(32) },
});

describe("MTCNN's PNet", () => {
  it("is known by its layers, and says what it knows", () => {
    const { title, input, head, license } = importMtcnn(npyOfLayers(pnet()));
    expect({ title, license }).toEqual({ title: "MTCNN PNet", license: "MIT" });
    expect(input).toMatchObject({ width: 12, height: 12, color: "rgb", scale: 1 });
    expect(head).toMatchObject({ classes: ["background", "face"], background: 0 });
  });

  it("has one input and two outputs", () => {
    const { graph } = importMtcnn(npyOfLayers(pnet())).model;
    const shapes = (infos: NonNullable<typeof graph>["input"] = []) =>
      infos.map((info) => [info.name, shapeOf(info)]);
    expect(shapes(graph?.input)).toEqual([["image", [null, 3, 12, 12]]]);
    expect(shapes(graph?.output)).toEqual([
      ["scores", [null, 2, 1, 1]],
      ["regression", [null, 4, 1, 1]],
    ]);
  });

  it("has its kernels' axes swapped", () => {
    const { graph } = importMtcnn(npyOfLayers(pnet())).model;
    const kernel = graph?.initializer.find(({ name }) => name === "conv1/weights");
    // Filter 0 of channel 0: stored at (x·3 + y)·3·10.
    const filter = kernel && [...floatsOf(kernel).subarray(0, 9)];
    expect(filter).toEqual([0, 90, 180, 30, 120, 210, 60, 150, 240]);
  });
});

describe("files that are no network of MTCNN's", () => {
  it("with other layers are refused by their names", () => {
    const other: Layers = { conv9: { weights: counted(1) } };
    expect(() => importMtcnn(npyOfLayers(other))).toThrow("layers conv9 are none of MTCNN's");
  });

  it("with a layer of another shape are refused with both shapes", () => {
    const other = { ...pnet(), conv2: { weights: counted(3, 3, 10, 15), biases: counted(16) } };
    expect(() => importMtcnn(npyOfLayers(other))).toThrow("3×3×10×15, 3×3×10×16 is needed");
  });

  it("without a layer are refused by its name", () => {
    const other = { ...pnet(), PReLU3: {} };
    expect(() => importMtcnn(npyOfLayers(other))).toThrow("lack PReLU3/alpha");
  });

  it("cut off anywhere, or changed anywhere, give an error that says so", () => {
    const whole = npyOfLayers(pnet());
    const attempt = (bytes: Uint8Array): void => {
      try {
        importMtcnn(bytes);
      } catch (cause) {
        expect(cause).toBeInstanceOf(InvalidModel);
      }
    };
    const at = fc.nat({ max: whole.length - 1 });
    fc.assert(
      fc.property(at, (end) => {
        expect(() => importMtcnn(whole.subarray(0, end))).toThrow(InvalidModel);
      }),
    );
    const changes = fc.array(fc.tuple(at, fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(changes, (drawn) => {
        const changed = whole.slice();
        for (const [position, value] of drawn) changed[position] = value;
        attempt(changed);
      }),
      { numRuns: 500 },
    );
    // The structure lies before the first weights: there every byte counts.
    for (let position = 0; position < 600; position++)
      for (const value of [0, 0x2e, 0x52, 0x7f, 0xff]) {
        const changed = whole.slice();
        changed[position] = value;
        attempt(changed);
      }
  });
});

it("plans fit: every network ends in one cell", () => {
  for (const { side, layers, title } of mtcnnNetworks) {
    const left = layers.reduce((size, step) => {
      if (step.kind === "dense") return 1;
      return step.kind === "conv"
        ? size - step.kernel + 1
        : Math.ceil((size - step.kernel) / 2) + 1;
    }, side);
    expect([title, left]).toEqual([title, 1]);
  }
});
