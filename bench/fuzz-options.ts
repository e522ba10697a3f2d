/** @file What the commands that try many cases are told: `[--count N] [--seed S] [--first I]`. */
import { parseArgs } from "node:util";

/** @throws RangeError for what is no whole number */
export function fuzzOptions(usual: { readonly count: number; readonly seed: number }): {
  readonly count: number;
  readonly seed: number;
  readonly first: number;
} {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: String(usual.count) },
      seed: { type: "string", default: String(usual.seed) },
      first: { type: "string", default: "0" },
    },
  });
  const [count = NaN, seed = NaN, first = NaN] = [values.count, values.seed, values.first].map(
    Number,
  );
  if (![count, seed, first].every(Number.isSafeInteger))
    throw new RangeError("--count, --seed and --first: whole numbers are needed");
  return { count, seed, first };
}
