/**
 * @file A gigapixel image through the command line, next to one of four megapixels: time per megapixel, memory of all
 * processes, and the one-off conversion apart.
 *
 *   npm run build && npm run bench:large -- [--side 30000] [--formats jpg,tif] [--model lenet-digits] [--rounds 3]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Analysis } from "../src-core/contract/analysis.ts";
import { analysis } from "../src-core/contract/analysis.ts";
import { statistics } from "../src-main/analysis/jobs/timing.ts";
import { sheets } from "./large/picture.ts";
import type { Watched } from "./large/watch.ts";
import { watched } from "./large/watch.ts";
import { machine } from "./speed/machine.ts";
import { machineText } from "./speed/table.ts";

const { values: options } = parseArgs({
  options: {
    side: { type: "string", default: "30000" },
    formats: { type: "string", default: "jpg,tif" },
    model: { type: "string", default: "lenet-digits" },
    rounds: { type: "string", default: "3" },
  },
});

const [usual, most] = [2000, 1.2e9]; // side of the four megapixels, bytes of memory that are aimed at
const host = machine();
const folder = await mkdtemp(join(tmpdir(), "fullconv-bench-"));
try {
  const small = join(folder, "small.png");
  await (await sheets(usual, usual)).png({ compressionLevel: 1 }).toFile(small);
  console.log(`${options.model} on ${machineText(host)}`);
  const side = Number(options.side);
  for (const format of options.formats.split(",")) {
    const path = join(folder, `large.${format}`);
    await (await sheets(side, side)).toFormat(format === "tif" ? "tiff" : "jpeg").toFile(path);
    // The small one before and after: the machine may be slower by then.
    const before = await perMegapixel(small, Number(options.rounds));
    const large = await run(path, 1);
    const after = await perMegapixel(small, Number(options.rounds));
    const own = timeOf(large.result) / pixels(large.result);
    const usualTime = statistics([...before, ...after]);
    const ratio = (time: number): string => (own / time).toFixed(2);
    console.log(
      [
        `${format} ${side}×${side}: network ${own.toFixed(0)} ms per megapixel`,
        `${ratio(usualTime.median)} (${ratio(usualTime.max)} to ${ratio(usualTime.min)}) × that of ${usual}×${usual} (aimed at: ≤ 1.25)`,
        `peak memory of all processes ${(large.peak / 1e6).toFixed(0)} MB (aimed at: ≤ ${most / 1e6})`,
        `conversion ${((large.result.timings.convert ?? 0) / 1e3).toFixed(1)} s, network ${(timeOf(large.result) / 1e3).toFixed(0)} s, collecting ${((large.result.timings.fcn?.collect ?? 0) / 1e3).toFixed(1)} s, all ${(large.time / 1e3).toFixed(0)} s`,
        `${large.result.tiles.count} tiles of ${large.result.tiles.width}×${large.result.tiles.height}, ${large.result.detections.length} detections`,
      ].join("\n  "),
    );
    await rm(path);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function perMegapixel(path: string, rounds: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < rounds) {
    const { result } = await run(path, 5);
    times.push(timeOf(result) / pixels(result));
  }
  return times;
}

async function run(path: string, runs: number): Promise<Watched & { result: Analysis }> {
  const args = ["analyze", path, "--model", options.model, "--method", "fcn", "--json", "--quiet"];
  const done = await watched(["dist/cli.js", ...args, "--runs", String(runs)]);
  return { ...done, result: analysis.parse(JSON.parse(done.output)) };
}

function timeOf(result: Analysis): number {
  return result.timings.fcn?.run.median ?? NaN;
}

function pixels({ image: { width, height } }: Analysis): number {
  return (width * height) / 1e6;
}
