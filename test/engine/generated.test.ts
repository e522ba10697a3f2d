/** @file Networks drawn at random, against bare ONNX Runtime. `npx tsx scripts/generated.ts` takes two hundred of them. */
import { describe, expect, it } from "vitest";
import { generated } from "../support/generated/index.ts";
import { trial } from "../support/generated/trial.ts";

const seeds = Array.from({ length: 24 }, (_, seed) => seed);

describe("a network drawn at random", () => {
  it.each(seeds)("(%d) gives its windows' scores, or says that it does not", async (seed) => {
    const outcome = await trial(seed);
    expect(["equal", "told"], `${JSON.stringify(outcome)}: ${generated(seed).told}`).toContain(
      outcome.kind,
    );
  });
});
