/**
 * @file `npx tsx scripts/generated.ts [count] [first]`: drawn networks in every way the app has, against bare ONNX Runtime,
 * counted by what came of them; what is refused is listed by its reason.
 */
import { generated } from "../test/support/generated/index.ts";
import type { Outcome } from "../test/support/generated/trial.ts";
import { trial } from "../test/support/generated/trial.ts";

const [count = 200, first = 0] = process.argv.slice(2).map(Number);
const counts = new Map<string, number>();

/** Names and numbers left out, so that alike is counted as alike. */
const kindOf = (outcome: Outcome): string => {
  if (outcome.kind === "equal" || outcome.kind === "told")
    return `${outcome.kind}: ${outcome.class}`;
  const why = outcome.kind === "refused" ? outcome.reason : outcome.what;
  return `${outcome.kind}: ${why.replaceAll(/"[^"]*"|[0-9]+/g, "…")}`;
};

for (let seed = first; seed < first + count; seed++) {
  const outcome = await trial(seed);
  counts.set(kindOf(outcome), (counts.get(kindOf(outcome)) ?? 0) + 1);
  if (outcome.kind === "wrong" || outcome.kind === "refused")
    console.error(`${seed}: ${JSON.stringify(outcome)} (${generated(seed).told})`);
}
for (const [kind, times] of [...counts].sort((a, b) => b[1] - a[1]))
  console.log(`${times}\t${kind}`);
process.exitCode = [...counts.keys()].some((kind) => kind.startsWith("wrong")) ? 1 : 0;
