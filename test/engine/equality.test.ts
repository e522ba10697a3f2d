import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClassifierPlan } from "../support/models/classifier.ts";
import { randomClassifier } from "../support/models/classifier.ts";
import { measureEquality } from "../support/equality/equality.ts";

const small = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

const layer = fc.oneof(
  fc.record({
    kind: fc.constant("Conv" as const),
    filters: small(1, 5),
    kernel: small(1, 4),
    stride: small(1, 2),
  }),
  fc.record({
    kind: fc.constantFrom("MaxPool" as const, "AveragePool" as const),
    kernel: small(1, 3),
    stride: small(1, 3),
  }),
  fc.record({ kind: fc.constantFrom("Relu" as const, "Tanh" as const) }),
);

const plan: fc.Arbitrary<ClassifierPlan> = fc.record({
  seed: fc.nat(),
  channels: small(1, 3),
  window: fc.record({ width: small(8, 20), height: small(8, 20) }),
  layers: fc.array(layer, { minLength: 1, maxLength: 5 }),
  dense: fc.array(
    fc.record({
      units: small(1, 7),
      as: fc.constantFrom("Gemm" as const, "GemmTransposed" as const, "MatMul" as const),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  flatten: fc.constantFrom("Flatten" as const, "Reshape" as const),
  softmax: fc.boolean(),
  opset: fc.constantFrom(11, 13, 17),
});

describe("the pass equals the dense network on every window", () => {
  it("for random unpadded networks and image sizes", async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(plan, small(0, 9), small(0, 9), async (drawn, right, below) => {
        const model = randomClassifier(drawn);
        fc.pre(model !== null);
        const size = { width: drawn.window.width + right, height: drawn.window.height + below };
        const { rows, columns, maxAbsDiff } = await measureEquality(model, {
          size,
          seed: drawn.seed,
        });
        checked += rows * columns;
        expect(rows * columns).toBeGreaterThan(0);
        expect(maxAbsDiff).toBeLessThanOrEqual(1e-4);
      }),
      { numRuns: 60 },
    );
    expect(checked).toBeGreaterThan(60);
  });
});
