/**
 * @file Files that fix their batch, held to the law by themselves: the original under bare ONNX Runtime, as many windows at
 * once as it takes, against the cells of the pass.
 */
import { describe, expect, it } from "vitest";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import { seeded } from "../support/random.ts";
import type { Planes } from "../support/equality/equality.ts";
import {
  feed,
  openSession,
  runSession,
  valuesOf,
  windowsOf,
} from "../support/equality/equality.ts";
import { fixedBatches } from "../support/zoo/spellings/fixed-batch.ts";

const classes = 3;

describe.each(fixedBatches)("$name of $batch", ({ build, batch }) => {
  it.each(["native", 1] as const)("is carried over at stride %s", async (stride) => {
    const model = build();
    const surgery = convolutionalize(model, { stride });
    const [original, pass] = [await openSession(model), await openSession(surgery.model)];
    const uniform = seeded(batch);
    const image: Planes = {
      width: 12,
      height: 12,
      batch: 1,
      data: Float32Array.from({ length: 3 * 12 * 12 }, uniform),
    };
    const map = await runSession(pass, feed(surgery.input, image));
    expect(map.dims).toEqual([1, classes, 4, 5]);
    const scores = valuesOf(map);
    const cells = Array.from({ length: 20 }, (_, cell) => cell);
    for (let start = 0; start < cells.length; start += batch) {
      // The last batch is filled up with windows that were there already.
      const part = Array.from({ length: batch }, (_, index) => (start + index) % cells.length);
      const windows = windowsOf(image, surgery, 5, part);
      const rows = valuesOf(await runSession(original, feed(surgery.input, windows)));
      expect(rows).toHaveLength(batch * classes);
      for (const [place, cell] of part.entries())
        for (let kind = 0; kind < classes; kind++)
          expect(scores[kind * 20 + cell]).toBeCloseTo(rows[place * classes + kind] ?? NaN, 5);
    }
    await Promise.all([original.release(), pass.release()]);
  });

  it("opens its windows' own network as far as the file allows it", async () => {
    const { classifier, window } = convolutionalize(build());
    const session = await openSession(classifier.model);
    const uniform = seeded(9);
    const data = Float32Array.from({ length: 3 * 9 * 8 }, uniform);
    const one = await runSession(session, feed(classifier.input, { ...window, batch: 1, data }));
    expect(valuesOf(one)).toHaveLength(classes);
    await session.release();
  });
});

describe("a batch that takes part in the sum", () => {
  it("is refused", () => {
    const vector = fixedBatches.find(({ name }) => name === "vector");
    const model = vector?.build();
    const shape = model?.graph?.input[0]?.type?.value;
    if (!model || shape?.case !== "tensorType") throw new Error("the network is not there");
    const [first] = shape.value.shape?.dim ?? [];
    if (first) first.value = { case: "dimValue", value: 2n };
    expect(() => convolutionalize(model)).toThrow(/it sums over the batch/);
  });
});
