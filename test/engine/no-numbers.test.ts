/** @file Networks that themselves give NaN or infinity: both ways say so, and nothing calls it a fault to report. */
import { expect, it } from "vitest";
import type { NodeProto } from "../../src-core/network/onnx/model.ts";
import { makeModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { floatTensor } from "../../src-core/network/onnx/tensor.ts";
import { seeded } from "../support/random.ts";
import { apart, noisyPicture, threeWays } from "../support/equality/three-ways.ts";

/** Three sums over 4×4 grey pixels, and what `nodes` make of them as `scores`. */
function network(nodes: readonly NodeProto[], bias: readonly number[]): Uint8Array {
  const uniform = seeded(9);
  const weights = Float32Array.from({ length: 48 }, () => uniform() - 0.5);
  return writeModel(
    makeModel(
      {
        name: "broken",
        input: [makeValueInfo("image", ["batch", 1, 4, 4])],
        output: [makeValueInfo("scores", ["batch", 3])],
        node: [
          makeNode("Flatten", "flat", ["image"], ["vector"], { axis: 1 }),
          makeNode("Gemm", "dense", ["vector", "weights", "bias"], ["sums"]),
          ...nodes,
        ],
        initializer: [
          floatTensor("weights", [16, 3], weights),
          floatTensor("bias", [3], Float32Array.from(bias)),
          floatTensor("zero", [1], Float32Array.of(0)),
        ],
      },
      { irVersion: 8n, opset: 13 },
    ),
  );
}

const one = (operator: string, ...more: string[]): NodeProto[] => [
  makeNode(operator, "last", ["sums", ...more], ["scores"]),
];
const broken: readonly [name: string, nodes: NodeProto[], bias: number[], what: string][] = [
  ["the logarithm of negative numbers", one("Log"), [0, 0, 0], "NaN"],
  ["the root of negative numbers, always", one("Sqrt"), [-99, -99, -99], "NaN"],
  ["a division by zero", one("Div", "zero"), [0, 0, 0], "infinity"],
  ["powers that overflow", one("Exp"), [0, 99, 88.5], "infinity"],
];

it.each(broken)("%s", async (_, nodes, bias, what) => {
  const picture = noisyPicture(9, 8, 1, seeded(4));
  const { fcn, window, both, bare } = await threeWays(network(nodes, bias), picture);
  const odd = (map: Float32Array): number[] =>
    [...map].map((score) => (score === score ? score : -1));
  expect(apart(Float32Array.from(odd(fcn.map)), Float32Array.from(odd(bare))).share).toBeLessThan(
    1e-5,
  );
  expect(
    apart(Float32Array.from(odd(window.map)), Float32Array.from(odd(bare))).share,
  ).toBeLessThan(1e-5);
  const cells = bare.length / 3;
  const strange = Array.from({ length: cells }, (__, cell) =>
    [0, 1, 2].some((kind) => !Number.isFinite(bare[kind * cells + cell])),
  ).filter(Boolean).length;
  expect(strange).toBeGreaterThan(0);
  const { equality } = both.result;
  const isNone = bare.every((score) => !Number.isFinite(score));
  expect(equality).toMatchObject({
    class: "exact",
    checked: cells,
    // Without a number no class is the best.
    argmaxAgreement: isNone ? 0 : 1,
  });
  expect(equality?.reason.includes("no score could be compared")).toBe(isNone);
  expect(equality?.reason).toContain(
    `the network itself gives ${what} at ${strange} of ${cells} cells, in both ways alike`,
  );
  expect(JSON.stringify(both.result)).not.toContain("report");
  for (const { result } of [fcn, window, both])
    expect(result.notices).toContainEqual(
      expect.objectContaining({
        code: "scores-not-finite",
        message: `the network gives NaN or infinity at ${strange} of ${cells} cells: no object is found by such a score`,
      }),
    );
  for (const { result } of [fcn, window, both])
    for (const { score } of result.detections) expect(score).toBeLessThan(Infinity);
});
