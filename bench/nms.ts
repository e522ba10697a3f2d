/**
 * @file Non-maximum suppression of many boxes.
 *
 *   npm run --silent bench:nms -- [--boxes 100000] [--rounds 9]
 */
import { parseArgs } from "node:util";
import type { Scored } from "../src-core/detection/nms.ts";
import { nonMaximumSuppression } from "../src-core/detection/nms.ts";
import { randomNumbers } from "../src-core/random.ts";
import { statistics } from "../src-main/analysis/jobs/timing.ts";
import { machine } from "./speed/machine.ts";
import { machineText } from "./speed/table.ts";

const { values: options } = parseArgs({
  options: {
    boxes: { type: "string", default: "100000" },
    rounds: { type: "string", default: "9" },
  },
});
const [count, rounds] = [Number(options.boxes), Number(options.rounds)];
const uniform = randomNumbers(1);
const length = (): number => 10 + 40 * uniform();

/** Boxes anywhere on a square of so many pixels. */
const scattered = (side: number): Scored[] =>
  Array.from({ length: count }, () => ({
    x: side * uniform(),
    y: side * uniform(),
    width: length(),
    height: length(),
    score: uniform(),
  }));

/** As a detector gives them: many for each of 500 objects, a few pixels apart. */
function clustered(): Scored[] {
  const objects = scattered(4000).slice(0, 500);
  const moved = (value: number): number => value + 8 * (uniform() - 0.5);
  return Array.from({ length: count }, (_, index) => {
    const { x, y, width, height } = objects[index % objects.length] ?? {
      x: 0,
      y: 0,
      width: 1,
      height: 1,
    };
    return {
      x: moved(x),
      y: moved(y),
      width: moved(width),
      height: moved(height),
      score: uniform(),
    };
  });
}

console.log(machineText(machine()));
const cases = [
  ["around 500 objects", clustered()],
  ["scattered over 4000×4000 pixels", scattered(4000)],
  ["crowded on 1000×1000 pixels", scattered(1000)],
] as const;
for (const [name, boxes] of cases) {
  let kept = 0;
  const times: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const start = performance.now();
    kept = nonMaximumSuppression(boxes, 0.5).length;
    if (round >= 0) times.push(performance.now() - start); // the first two warm up
  }
  const { median, min, max } = statistics(times);
  console.log(
    `${count} boxes ${name}, ${kept} kept: ${median.toFixed(0)} ms (${min.toFixed(0)} to ${max.toFixed(0)})`,
  );
}
