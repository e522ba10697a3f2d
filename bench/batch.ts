/**
 * @file A folder of images through the command line, next to the bare network in a loop over the same pixels: throughput,
 * and whether memory grows.
 *
 *   npm run build && npm run bench:batch -- [--images 2000] [--model lenet-digits] [--rounds 3]
 */
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Library } from "../src-main/analysis/models/library.ts";
import { statistics } from "../src-main/analysis/jobs/timing.ts";
import { modelsFolder } from "../src-main/files/app-root.ts";
import { decode } from "../src-main/image/decode.ts";
import { sheets } from "./large/picture.ts";
import { watched } from "./large/watch.ts";
import { bareTurn, prepare } from "./speed/bare.ts";
import { machine } from "./speed/machine.ts";
import { machineText } from "./speed/table.ts";

const { values: options } = parseArgs({
  options: {
    images: { type: "string", default: "2000" },
    model: { type: "string", default: "lenet-digits" },
    loop: { type: "string", default: "100" },
  },
});

const [width, height] = [640, 480];
const early = 200; // image from which on memory must not grow
const host = machine();
const folder = await mkdtemp(join(tmpdir(), "fullconv-bench-"));
try {
  const count = Number(options.images);
  await writeImages(count);
  const model = await new Library(modelsFolder()).get({ model: options.model });
  const pixels = { ...(await decode(join(folder, "in", "0.png"))), batch: 1 };
  const turn = await bareTurn("bare", model, prepare(pixels, model.card.input));
  // The loop before and after: the machine may be slower by then.
  const before = await loop(turn);
  const args = ["analyze", join(folder, "in"), "--model", options.model, "--method", "fcn"];
  const out = ["--out", join(folder, "out"), "--json", "--quiet"];
  const batch = await watched(["dist/cli.js", ...args, ...out]);
  const after = await loop(turn);
  const bare = statistics([...before, ...after]);
  const perImage = batch.time / count;
  const [at, end] = [batch.atLine[early - 1] ?? NaN, batch.atLine.at(-1) ?? NaN];
  const share = (time: number): string => ((100 * time) / perImage).toFixed(0);
  console.log(`${options.model} on ${machineText(host)}`);
  console.log(
    [
      `${count} images of ${width}×${height}: ${perImage.toFixed(1)} ms each, from the command's start to its end`,
      `the bare network in a loop: ${bare.median.toFixed(1)} ms (${bare.min.toFixed(1)} to ${bare.max.toFixed(1)})`,
      `throughput ${share(bare.median)} % (${share(bare.min)} to ${share(bare.max)}) of the bare network's (aimed at: ≥ 85 %)`,
      `memory at image ${early} ${(at / 1e6).toFixed(0)} MB, at the last ${(end / 1e6).toFixed(0)} MB: ${(100 * (end / at - 1)).toFixed(1)} % more (aimed at: ≤ 5 %); peak ${(batch.peak / 1e6).toFixed(0)} MB`,
    ].join("\n  "),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Different parts of the sheet, so that no two files are the same. */
async function writeImages(count: number): Promise<void> {
  await mkdir(join(folder, "in"));
  const all = await (await sheets(2 * width, 2 * height)).png().toBuffer();
  const { default: sharp } = await import("sharp");
  for (let index = 0; index < count; index++) {
    const area = { left: index % width, top: Math.floor(index / 7) % height, width, height };
    await sharp(all)
      .extract(area)
      .toColourspace("b-w")
      .png()
      .toFile(join(folder, "in", `${index}.png`));
  }
}

/** Milliseconds of each run of the bare network. */
async function loop(turn: () => Promise<Record<string, number>>): Promise<number[]> {
  const times: number[] = [];
  while (times.length < Number(options.loop)) times.push((await turn())["bare"] ?? NaN);
  return times;
}
