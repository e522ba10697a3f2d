/**
 * @file How fast the single pass is, side by side with what it can be compared to; docs/benchmarks.md says how to read it.
 *
 *   npm run bench -- [--sizes 280,1024] [--model lenet-digits] [--rounds 5] [--json | --markdown]
 */
import { parseArgs } from "node:util";
import { modelsFolder } from "../src-main/files/app-root.ts";
import { gridOf } from "../src-main/analysis/windows/grid.ts";
import { Library } from "../src-main/analysis/models/library.ts";
import { Sessions } from "../src-main/analysis/sessions/sessions.ts";
import { Workbench } from "../src-main/analysis/workbench.ts";
import { onnxruntime } from "../src-main/engine/onnxruntime.ts";
import { reason } from "../src-main/reason.ts";
import type { Figure } from "./speed/figure.ts";
import { machine } from "./speed/machine.ts";
import { passAgainstBare, type Stage, totalAgainstRun } from "./speed/pass.ts";
import { picture } from "../src-main/analysis/benchmark/test-picture.ts";
import { machineText, table } from "./speed/table.ts";
import { startWasm, wasmAgainstPass } from "./speed/wasm.ts";
import { disjointSize, passAgainstDisjoint, windowsAgainstPass } from "./speed/windows.ts";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "280,1024" },
    model: { type: "string", default: "lenet-digits" },
    rounds: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
  },
});

const host = machine(); // before anything runs: its load is that of others
try {
  const [rounds = 0] = wholeNumbers("--rounds", options.rounds);
  const stage: Stage = {
    name: options.model,
    model: await new Library(modelsFolder()).get({ model: options.model }),
    sessions: new Sessions(onnxruntime),
    extent: { atLeast: rounds, milliseconds: 2000 },
  };
  const { figures, wasm } = await measure(stage, wholeNumbers("--sizes", options.sizes));
  if (options.json)
    console.log(JSON.stringify({ model: options.model, machine: host, wasm, figures }, null, 2));
  else {
    const style = options.markdown ? "markdown" : "terminal";
    console.log(`${options.model} on ${machineText(host)}\n\n${table(figures, style)}\n${wasm}`);
  }
} catch (error) {
  console.error(reason(error));
  process.exitCode = 1;
}

async function measure(
  stage: Stage,
  sizes: readonly number[],
): Promise<{ figures: Figure[]; wasm: string }> {
  const workbench = new Workbench(onnxruntime, modelsFolder());
  const figures: Figure[] = [];
  const add = async (what: string, work: Promise<Figure | Figure[]>): Promise<void> => {
    console.error(`measuring ${what}`);
    figures.push(...[await work].flat());
  };
  const pictures = sizes.map(picture);
  for (const pixels of pictures) gridOf(stage.model.surgery, pixels); // throws before anything is measured
  for (const pixels of pictures) {
    const size = `on ${pixels.width}×${pixels.height}`;
    await add(`the pass and the bare engine ${size}`, passAgainstBare(stage, pixels));
    await add(`the windows ${size}`, windowsAgainstPass(stage, pixels));
    await add(`file to detections ${size}`, totalAgainstRun(stage, workbench, pixels));
  }
  const [smallest] = pictures;
  if (smallest && stage.model.expected?.class === "exact") {
    const model = await new Library(modelsFolder()).get({ model: stage.name, stride: 1 });
    const work = windowsAgainstPass({ ...stage, model }, smallest, 4, ", stride 1");
    await add("a cell for every pixel", work);
  }
  await add("disjoint windows", passAgainstDisjoint(stage, picture(disjointSize(stage))));
  let wasm: string;
  try {
    const { engine, about } = await startWasm();
    wasm = `TensorFlow.js wasm: ${about}.`;
    for (const pixels of pictures)
      await add(
        `TensorFlow.js on ${pixels.width}×${pixels.height}`,
        wasmAgainstPass(engine, stage, pixels),
      );
  } catch (error) {
    wasm = `TensorFlow.js was not measured: ${reason(error)}.`;
  }
  return { figures, wasm };
}

/** @throws RangeError when one is no whole number above 0 */
function wholeNumbers(option: string, text: string): number[] {
  const numbers = text.split(",").map(Number);
  if (numbers.some((number) => !Number.isInteger(number) || number < 1))
    throw new RangeError(`${option} ${text}: whole numbers above 0 are needed`);
  return numbers;
}
