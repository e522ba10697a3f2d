import { describe, expect, it } from "vitest";
import { imageMetadata } from "../../../src-core/network/metadata/image-metadata.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { tolerance } from "../../../src-core/network/properties/tolerance.ts";
import { zoo } from "../../support/zoo/index.ts";

const model = (entries: Record<string, string>) => {
  const graph = { name: "", input: [], output: [], node: [], initializer: [] };
  const made = makeModel(graph, { irVersion: 8n, opset: 17 });
  const metadataProps = Object.entries(entries).map(([key, value]) => ({
    $typeName: "onnx.StringStringEntryProto" as const,
    key: `Image.${key}`,
    value,
  }));
  return { ...made, metadataProps };
};

describe("what a file says of its images", () => {
  it("is their colour order and their range", () => {
    const bytes = { BitmapPixelFormat: "Bgr8", NominalPixelRange: "NominalRange_0_255" };
    expect(imageMetadata(model(bytes), 3)).toEqual({
      color: "bgr",
      scale: 1,
      mean: [0, 0, 0],
      std: [1, 1, 1],
    });
    const signed = { BitmapPixelFormat: "Gray8", NominalPixelRange: "Normalized_1_1" };
    expect(imageMetadata(model(signed), 1)).toMatchObject({ scale: 1 / 127.5, mean: [1] });
  });

  it("is nothing where it is not there, or does not fit", () => {
    expect(imageMetadata(model({}), 3)).toEqual({});
    expect(imageMetadata(model({ BitmapPixelFormat: "Gray8" }), 3)).toEqual({});
  });
});

describe("the tolerance", () => {
  it.each([
    ["lenet", 1e-4],
    ["half", 1e-2],
    ["half-inside", 1e-2],
    ["quantised-tensors", 1e-1],
  ])("of %s is %d", (name, bound) => {
    const network = zoo.find((entry) => entry.name === name);
    expect(network && tolerance(network.build())).toBe(bound);
  });
});
