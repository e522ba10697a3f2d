import { expect, it } from "vitest";
import type { Answers } from "../../../../../src-core/contract/examined.ts";
import { makeModel } from "../../../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../../../src-core/network/onnx/value-info.ts";
import { preprocessingOf } from "../../../../../src-main/analysis/models/examination/preprocessing.ts";
import type { Source } from "../../../../../src-main/analysis/models/files/source.ts";

/** A file that reads so many channels, and what it says of them. */
function source(channels: number, input: Source["input"] = {}): Source {
  const model = makeModel(
    {
      name: "",
      input: [makeValueInfo("image", ["batch", channels, 8, 8])],
      output: [makeValueInfo("scores", ["batch", 2])],
      node: [],
      initializer: [],
    },
    { irVersion: 8n, opset: 17 },
  );
  return { path: "m.onnx", model, input } as unknown as Source;
}

const of = (channels: number, answers: Answers, input: Source["input"] = {}) =>
  preprocessingOf(source(channels, input), channels, answers);

it("leaves a preset's numbers with their colours, whichever comes first", () => {
  const { mean, std } = of(3, { preset: "imagenet", color: "bgr" })?.preprocessing ?? {};
  expect([mean, std]).toEqual([
    [0.406, 0.456, 0.485],
    [0.225, 0.224, 0.229],
  ]);
  expect(of(3, { preset: "caffe", color: "rgb" })?.preprocessing.mean).toEqual([
    123.68, 116.779, 103.939,
  ]);
  expect(of(3, { preset: "caffe" })?.preprocessing).toMatchObject({
    color: "bgr",
    mean: [103.939, 116.779, 123.68],
  });
  // What the user says stands in the order that the user says.
  expect(of(3, { preset: "imagenet", color: "bgr", mean: [1, 2, 3] })?.preprocessing.mean).toEqual([
    1, 2, 3,
  ]);
});

it("leaves a file's numbers with their colours, too, and its order where a preset has none", () => {
  const input: Source["input"] = { color: "rgb", scale: 1, mean: [1, 2, 3], std: [4, 5, 6] };
  expect(of(3, { color: "bgr" }, input)?.preprocessing).toMatchObject({
    mean: [3, 2, 1],
    std: [6, 5, 4],
  });
  expect(of(3, {}, input)?.preprocessing).toMatchObject({ mean: [1, 2, 3], std: [4, 5, 6] });
  expect(of(3, { preset: "unit" }, { color: "bgr" })?.preprocessing.color).toBe("bgr");
});

it("says that it assumes an order of colours, where nobody has named one", () => {
  const codes = (channels: number, answers: Answers, input: Source["input"] = {}) =>
    of(channels, answers, input)?.notices.map(({ code }) => code);
  expect(codes(3, { preset: "unit" })).toEqual(["color-assumed"]);
  expect(codes(3, { preset: "unit", color: "rgb" })).toEqual([]);
  expect(codes(3, { preset: "imagenet" })).toEqual([]);
  expect(codes(3, { preset: "unit" }, { color: "bgr" })).toEqual([]);
  expect(codes(1, { preset: "unit" })).toEqual([]);
  expect(of(3, {})).toBeUndefined();
});

it("takes one number for all channels or one for each, and no other count", () => {
  const mean = (numbers: number[]) => of(3, { scale: 1, mean: numbers })?.preprocessing.mean;
  expect([mean([7]), mean([7, 8, 9])]).toEqual([
    [7, 7, 7],
    [7, 8, 9],
  ]);
  expect(() => mean([7, 8])).toThrow("--mean has 2 numbers, the network reads 3 channels");
  expect(() => of(1, { preset: "unit", std: [1, 1, 1] })).toThrow(
    "--std has 3 numbers, the network reads 1 channel: give one for all",
  );
  expect(() => of(3, { preset: "unit", color: "gray" })).toThrow(
    "reads 3 channels, and --color gray is for 1",
  );
});
