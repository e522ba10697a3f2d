/** @file Pools over the window's whole map: the same cells, whatever stride, pads or order a file writes them with. */
import { describe, expect, it } from "vitest";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import { expectedEquality } from "../../../src-core/network/properties/equality.ts";
import { GraphBuilder } from "../../support/zoo/builder/graph.ts";
import { wholePoolForms } from "../../support/zoo/pools/whole-pools.ts";

const window = { width: 13, height: 15 };

/** A convolution of stride 2, which leaves 6 rows and 5 columns, then the pool. */
const surgery = (pool: (graph: GraphBuilder) => GraphBuilder) => {
  const graph = new GraphBuilder({ name: "pooled", window, channels: 1 });
  return convolutionalize(
    pool(graph.conv(4, 5, { stride: 2 }).relu())
      .flatten()
      .gemm(3)
      .finish(),
  );
};

const cells = (pool: (graph: GraphBuilder) => GraphBuilder) => {
  const { vertical, horizontal } = surgery(pool);
  return [vertical.count(115), horizontal.count(115), vertical.jump, horizontal.jump];
};

describe("a pool over the whole map of the window", () => {
  it.each(wholePoolForms)("moves by one cell, as a global pool does: %s", (_name, pool) => {
    // 15 + 50·2 rows and 13 + 51·2 columns.
    expect(cells(pool)).toEqual([51, 52, 2, 2]);
    expect(expectedEquality(surgery(pool)).class).toBe("exact");
  });

  it("keeps its own stride along the axis that it does not hold the whole of", () => {
    expect(cells((graph) => graph.averagePool([6, 2]))).toEqual([51, 27, 2, 4]);
    expect(cells((graph) => graph.maxPool([2, 5]))).toEqual([26, 52, 4, 2]);
  });

  it("keeps its own stride where it has one position and leaves out a row", () => {
    expect(cells((graph) => graph.averagePool([5, 5]))).toEqual([11, 52, 10, 2]);
  });

  it("keeps the pads of a pool that has more than one position", () => {
    const padded = surgery((graph) => graph.maxPool(5, { pad: 2, stride: 2 }));
    expect(expectedEquality(padded).class).toBe("padded");
  });

  it("does not take a dilated pool for one, which leaves places out", () => {
    const dilated = (graph: GraphBuilder) =>
      graph.maxPool([3, 5], { dilation: [2, 1], stride: [7, 1] });
    expect(cells(dilated)).toEqual([8, 52, 14, 2]);
  });
});
