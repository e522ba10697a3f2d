/**
 * @file The cell models on one image, file to boxes, each phase by itself; and MTCNN where it is imported.
 *
 *   npm run bench:detectors -- [--image FILE] [--rounds 15] [--models ssd-cells,rpn-cells]
 */
import { parseArgs } from "node:util";
import { unattended } from "../src-main/analysis/jobs/job.ts";
import { statistics } from "../src-main/analysis/jobs/timing.ts";
import { openWorkbench } from "../src-main/cli/workbench.ts";
import { machine } from "./speed/machine.ts";
import { machineText } from "./speed/table.ts";

const { values: options } = parseArgs({
  options: {
    image: { type: "string", default: "models/ssd-cells/samples/smear.jpg" },
    rounds: { type: "string", default: "15" },
    models: { type: "string", default: "alexnet-cells,pnet-cells,rpn-cells,ssd-cells" },
  },
});

const bench = openWorkbench();
const rounds = Number(options.rounds);
const phases = ["decode", "prepare", "run", "collect", "total"] as const;
type Phase = (typeof phases)[number];

console.log(machineText(machine()));
console.log(
  `${options.image}: median (least to most) of ${rounds} passes, after two that are not counted; ms`,
);
for (const model of options.models.split(",")) {
  const times: Record<Phase, number[]> = {
    decode: [],
    prepare: [],
    run: [],
    collect: [],
    total: [],
  };
  let told = "";
  for (let round = -2; round < rounds; round++) {
    const request = { path: options.image, model, device: "cpu", runs: 1 };
    const { result } = await bench.item(
      { ...request, exports: [], target: "", overwrite: false, thumbnail: 0 },
      unattended,
    );
    const { fcn } = result.timings;
    if (round < 0 || !fcn) continue;
    for (const phase of phases) times[phase].push(phase === "run" ? fcn.run.median : fcn[phase]);
    const cells = (result.scales ?? [result]).reduce(
      (sum, { map }) => sum + map.rows * map.columns,
      0,
    );
    told = `${result.scales?.length ?? 1} scales, ${cells} cells, ${result.detections.length} boxes`;
  }
  const columns = phases.map((phase) => {
    const { median, min, max } = statistics(times[phase]);
    return `${phase} ${median.toFixed(1)} (${min.toFixed(1)} to ${max.toFixed(1)})`;
  });
  console.log(`${model}: ${told}\n  ${columns.join("\n  ")}`);
}
