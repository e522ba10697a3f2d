/**
 * @file AlexNet at the size in which it was published: what the surgery costs, and the pass against its windows.
 *
 *   node --import tsx bench/alexnet.ts [--variant caffe227|caffe224|torchvision] [--size 500]
 *
 * The network has random weights and is made in a temporary folder. The conversion is the built command in a process of
 * its own: time from its start to its end, and the most memory that it held.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadModelFile } from "../src-main/analysis/models/model.ts";
import { Sessions } from "../src-main/analysis/sessions/sessions.ts";
import { onnxruntime } from "../src-main/engine/onnxruntime.ts";
import { machine } from "./speed/machine.ts";
import { picture } from "../src-main/analysis/benchmark/test-picture.ts";
import { machineText, table } from "./speed/table.ts";
import { windowsAgainstPass } from "./speed/windows.ts";

const { values: options } = parseArgs({
  options: {
    variant: { type: "string", default: "caffe227" },
    size: { type: "string", default: "500" },
  },
});

const folder = mkdtempSync(join(tmpdir(), "fullconv-alexnet-"));
process.env["FULLCONV_HOME"] = folder;
const host = machine(); // before anything runs: its load is that of others

/** Prints the most memory that a process held, in bytes, as its last line. */
const peak = `data:text/javascript,process.on("exit",()=>console.error(process.resourceUsage().maxRSS*1024))`;

function run(args: readonly string[]): { milliseconds: number; peak: number } {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", peak, ...args], {
    encoding: "utf8",
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(stderr);
  return { milliseconds, peak: Number(stderr.trim().split("\n").at(-1)) };
}

try {
  const file = join(folder, "alexnet.onnx");
  run(["--import", "tsx", "scripts/make-alexnet.ts", file, "--variant", options.variant]);
  const converted = run(["dist/cli.js", "convert", file, "-o", join(folder, "full.onnx")]);
  const model = await loadModelFile(file, undefined, { preset: "caffe" });
  const stage = {
    name: options.variant,
    model,
    sessions: new Sessions(onnxruntime),
    extent: { atLeast: 5, milliseconds: 2000 },
  };
  const grey = picture(Number(options.size));
  const figures = await windowsAgainstPass(stage, grey, 1);
  console.log(
    [
      `${options.variant} on ${machineText(host)}`,
      `conversion with its check: ${(converted.milliseconds / 1000).toFixed(1)} s, at most ${(converted.peak / 1e9).toFixed(2)} GB`,
      "",
      table(figures, "terminal"),
    ].join("\n"),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
