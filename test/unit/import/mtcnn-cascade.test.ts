import { describe, expect, it } from "vitest";
import type { ImportedNetwork } from "../../../src-core/import/imported-network.ts";
import { cascadeOf, isCascade } from "../../../src-core/import/mtcnn/cascade.ts";

const network = (title: string) => ({ title }) as ImportedNetwork;
const [pnet, rnet, onet] = ["MTCNN PNet", "MTCNN RNet", "MTCNN ONet"].map(network) as [
  ImportedNetwork,
  ImportedNetwork,
  ImportedNetwork,
];

describe("MTCNN's networks", () => {
  it("look one after the other, whatever their order", () => {
    const { first, further } = cascadeOf([onet, pnet, rnet]);
    expect(first).toBe(pnet);
    expect(further.map(({ network, name }) => [network.title, name])).toEqual([
      ["MTCNN RNet", "rnet"],
      ["MTCNN ONet", "onet"],
    ]);
  });

  it("are a cascade only with one that proposes", () => {
    expect([[pnet, rnet], [rnet, onet], [pnet]].map(isCascade)).toEqual([true, false, false]);
    expect(() => cascadeOf([rnet, onet])).toThrow("PNet (det1.npy) is missing");
  });

  it("are there once each, and nobody else is", () => {
    expect(() => cascadeOf([pnet, rnet, rnet])).toThrow("RNet is there twice");
    expect(() => cascadeOf([pnet, network("other")])).toThrow("other is none of MTCNN's");
  });
});
