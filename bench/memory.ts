/**
 * @file Many analyses in a row on each device, each of pass and windows: whether the memory of the app and of the device's
 * process grows. Linux: it reads /proc.
 *
 *   npm run build && npm run bench:memory -- [--devices cpu,tfjs-wasm] [--analyses 500] [--side 256] [--models lenet-digits,…|all]
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { unattended } from "../src-main/analysis/jobs/job.ts";
import { picture } from "../src-main/analysis/benchmark/test-picture.ts";
import { statistics } from "../src-main/analysis/jobs/timing.ts";
import { openWorkbench } from "../src-main/cli/workbench.ts";
import { encodePng } from "../src-main/image/encode.ts";
import { watched } from "./large/watch.ts";
import { machine } from "./speed/machine.ts";
import { machineText } from "./speed/table.ts";

const { values: options } = parseArgs({
  options: {
    devices: { type: "string", default: "cpu,tfjs-wasm" },
    analyses: { type: "string", default: "500" },
    side: { type: "string", default: "256" },
    /** Several take turns, image by image. */
    models: { type: "string", default: "lenet-digits" },
    /** Leaves out the windows, which take minutes where a GPU is only imitated. */
    "pass-only": { type: "boolean", default: false },
    /** Runs the analyses of one device, and prints a line after each. */
    only: { type: "string" },
  },
});

const early = 50; // analyses after which memory must not grow
const sizes = 7; // of the images, so that buffers of one size are not all that is asked for
const [analyses, side] = [Number(options.analyses), Number(options.side)];

if (options.only !== undefined) {
  await analyse(options.only);
  process.exit(); // the devices end with it
} else {
  console.log(`${options.models} on ${machineText(machine())}`);
  for (const device of options.devices.split(",")) {
    const own = ["--only", device, "--analyses", `${analyses}`, "--side", `${side}`];
    const more = ["--models", options.models, ...(options["pass-only"] ? ["--pass-only"] : [])];
    const args = ["--import", "tsx", "bench/memory.ts", ...own, ...more];
    const { atLine, ofOthers, time } = await watched(args);
    console.log(`${device}, ${(time / 1000).toFixed(0)} s`);
    tell(
      "the app's process",
      atLine.map((bytes, index) => bytes - (ofOthers[index] ?? 0)),
    );
    tell("the processes that it started", ofOthers);
  }
}

/** What became of the memory in the course of all analyses. */
function tell(what: string, bytes: readonly number[]): void {
  const megabytes = bytes.map((count) => count / 1e6);
  const [first, last] = [megabytes.slice(early, 2 * early), megabytes.slice(-early)].map(
    statistics,
  );
  const growth = (100 * ((last?.median ?? NaN) / (first?.median ?? NaN) - 1)).toFixed(1);
  const text = ({ median, min, max }: ReturnType<typeof statistics>): string =>
    `${median.toFixed(0)} MB (${min.toFixed(0)} to ${max.toFixed(0)})`;
  const tenth = Math.ceil(megabytes.length / 10);
  const course = Array.from({ length: 10 }, (_, index) =>
    statistics(megabytes.slice(index * tenth, (index + 1) * tenth)).median.toFixed(0),
  );
  if (last?.max === 0) console.log(`  ${what}: none`);
  else if (first && last)
    console.log(
      `  ${what}: analyses ${early + 1} to ${2 * early} ${text(first)}, the last ${early} of ${megabytes.length} ${text(last)}: ${growth} % more (aimed at: ≤ 3 %); by tenths ${course.join(", ")} MB`,
    );
}

async function analyse(device: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fullconv-bench-"));
  const workbench = openWorkbench();
  const all = await workbench.models();
  const models = options.models === "all" ? all.map(({ id }) => id) : options.models.split(",");
  const hasTwin = (id: string): boolean =>
    all.some((model) => model.id === id && !("levels" in model.head));
  try {
    for (let index = 0; index < analyses; index++) {
      // Written anew each time: an image that was seen before would not be decoded.
      const path = join(folder, `${index % (2 * sizes)}.png`);
      await writeFile(path, await encodePng(picture(side + 16 * (index % sizes))));
      const model = models[index % models.length] ?? "";
      const request = { path, model, runs: 2, threshold: 0.5, device };
      const { result } = await workbench.pass(request, unattended);
      if (!options["pass-only"] && hasTwin(model))
        await workbench.baseline({ ...request, budget: 50 }, result, unattended);
      if (device !== "cpu" && result.device.provider === "cpu")
        throw new Error(`${device} was not used: ${result.device.reason}`);
      console.log(index);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
