/**
 * @file Passes in tiles against the same in one piece, for every built-in model: the largest difference over all cells.
 *
 *   npm run bench:tiles -- [--width 2999] [--height 2001] [--memory 50MB,100MB,200MB,400MB,800MB]
 */
import { parseArgs } from "node:util";
import { planOf, planTiles } from "../src-core/tiling/plan.ts";
import type { TilePlan } from "../src-core/tiling/plan.ts";
import { gridOf } from "../src-main/analysis/windows/grid.ts";
import { unattended } from "../src-main/analysis/jobs/job.ts";
import { Library } from "../src-main/analysis/models/library.ts";
import { fitsIn } from "../src-main/analysis/subject/memory.ts";
import type { Stride } from "../src-main/analysis/models/model.ts";
import { timePass } from "../src-main/analysis/pass/pass.ts";
import { Sessions } from "../src-main/analysis/sessions/sessions.ts";
import { modelsFolder } from "../src-main/files/app-root.ts";
import { memorySize } from "../src-main/cli/batch-options.ts";
import { onnxruntime } from "../src-main/engine/onnxruntime.ts";
import type { ScoreSource } from "../src-main/output/score-source.ts";
import { sheets } from "./large/picture.ts";
import { subjectOf } from "./speed/subject.ts";

const { values: options } = parseArgs({
  options: {
    width: { type: "string", default: "2999" },
    height: { type: "string", default: "2001" },
    memory: { type: "string", default: "50MB,100MB,200MB,400MB,800MB" },
  },
});

const library = new Library(modelsFolder());
const sessions = new Sessions(onnxruntime);
const budgets = options.memory.split(",").map(memorySize);
let worst = 0;
for (const model of await library.ids()) {
  await compare(model, "native", Number(options.width), Number(options.height));
  // A cell for every pixel in one piece needs some 1,500 bytes per pixel.
  const [width, height] = [Number(options.width) >> 1, Number(options.height) >> 1];
  const { expected } = await library.get({ model });
  if (expected?.class === "exact") await compare(model, 1, width, height);
}
if (worst > 1e-5) process.exitCode = 1;

async function compare(id: string, stride: Stride, width: number, height: number): Promise<void> {
  const model = await library.get({ model: id, stride });
  const data = await (await sheets(width, height)).raw().toBuffer();
  const pixels = { data, batch: 1, width, height, channels: 1 as const };
  const { session, end } = await sessions.pass(model, 1);
  const grid = gridOf(model.surgery, pixels);
  const run = async (plan: TilePlan, key: string): Promise<ScoreSource> => {
    const subject = { ...subjectOf(model, pixels), plan, key };
    const options = { runs: 1, warmUp: false };
    return (await timePass(session, subject, options, unattended, () => Promise.resolve())).sink
      .source;
  };
  const whole = await run(planOf(model.surgery, pixels, grid, grid), `${id} ${stride}`);
  for (const budget of budgets) {
    const fits = fitsIn(model, 1, budget);
    const plan = planTiles(model.surgery, pixels, grid, { fits });
    const found = await difference(whole, await run(plan, `${id} ${stride} ${budget}`));
    worst = Math.max(worst, found);
    console.log(
      `${id}, stride ${stride}, ${width}×${height}, ${budget / 1e6} MB: ${plan.down} × ${plan.across} tiles of ${plan.width}×${plan.height}, largest difference ${found.toExponential(1)} over ${grid.rows * grid.columns} cells`,
    );
  }
  await end({ giveBack: true });
}

async function difference(a: ScoreSource, b: ScoreSource): Promise<number> {
  let largest = 0;
  for (let row = 0; row < a.rows; row += 64) {
    const area = { row, column: 0, rows: Math.min(64, a.rows - row), columns: a.columns };
    const [one, other] = [await a.read(area), await b.read(area)];
    // What is no number in either is a difference, too.
    for (const [place, score] of one.data.entries()) {
      const apart = Math.abs(score - (other.data[place] ?? NaN));
      largest = Number.isNaN(apart) ? Infinity : Math.max(largest, apart);
    }
  }
  return largest;
}
