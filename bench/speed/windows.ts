/** @file The classifier on windows: on every cell of the pass, where the pass wins, and on disjoint ones, where it loses. */
import { breakEvenStride } from "../../src-core/network/properties/cost.ts";
import { expectedEquality } from "../../src-core/network/properties/equality.ts";
import { Agreement } from "../../src-main/analysis/windows/agreement.ts";
import { Baseline } from "../../src-main/analysis/baseline/baseline.ts";
import { gridOf } from "../../src-main/analysis/windows/grid.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { allCells } from "../../src-main/analysis/windows/sample-cells.ts";
import { withTime } from "../../src-main/analysis/jobs/timing.ts";
import { windowBatches } from "../../src-main/analysis/windows/window-batches.ts";
import type { Pixels } from "../../src-main/engine/engine.ts";
import { heldRaster } from "../../src-main/image/raster.ts";
import { heldScores } from "../../src-main/output/held-scores.ts";
import type { Figure } from "./figure.ts";
import { figure } from "./figure.ts";
import { passName, passTurn, sizeOf, type Stage } from "./pass.ts";
import { interleave, type Turn } from "./rounds.ts";

const budget = 1500; // milliseconds of windows in one round; what exceeds it is extrapolated from a sample
const side = 10; // disjoint windows along each axis

/**
 * The windows at all cells of the score map, in batches of the best size and one by one.
 * @param least ratio that is aimed at @param note behind the picture's size
 */
export async function windowsAgainstPass(
  stage: Stage,
  pixels: Pixels,
  least = 7,
  note = "",
): Promise<Figure[]> {
  const { model, sessions, extent } = stage;
  const grid = gridOf(model.surgery, pixels);
  const cells = grid.visited.columns * grid.visited.rows;
  const pass = await sessions.pass(model, pixels.channels);
  const dense = await sessions.dense(model, pixels.channels);
  const map = heldScores(await pass.session.run(pixels));
  const agreement = new Agreement();
  const baseline = new Baseline(dense, heldRaster(pixels), grid, unattended);
  const batches = new Set<number>();
  const visited = { batched: cells, single: cells };
  const turn: Turn = async () => {
    const { batch, measured, rounds } = await baseline.measure({
      runs: 1,
      budget,
      complete: false,
      // Each window is compared once, however many rounds there are.
      onScores: (part, scores) => (batches.size > 0 ? undefined : agreement.add(map, part, scores)),
    });
    batches.add(batch);
    visited.batched = Math.min(visited.batched, measured.batched);
    visited.single = Math.min(visited.single, measured.single);
    const { batched = NaN, single = NaN } = rounds[0] ?? {};
    return { "windows in batches": batched, "windows one by one": single };
  };
  const rounds = await interleave([await passTurn(stage, pixels), turn], extent);
  const { maxAbsDiff, checked } = agreement.result(
    model.expected ?? expectedEquality(model.surgery),
  );
  const sizes = [...batches].sort((a, b) => a - b).join(" or ");
  const of = (measured: number): string =>
    measured < cells ? `${cells} cells, extrapolated from ${measured} or more` : `${cells} cells`;
  const target = { bound: "≥", ratio: least } as const;
  const where = `${sizeOf(pixels)}${note}`;
  return [
    figure(where, rounds, ["windows in batches", passName], {
      target,
      remark: `batches of ${sizes}; ${of(visited.batched)}; largest difference ${maxAbsDiff.toExponential(1)} over ${checked} cells`,
    }),
    figure(where, rounds, ["windows one by one", passName], {
      target,
      remark: of(visited.single),
    }),
  ];
}

/** The pass against a grid of disjoint windows in one batch: there is no overlap to save. @param pixels 10 × 10 windows */
export async function passAgainstDisjoint(stage: Stage, pixels: Pixels): Promise<Figure> {
  const { model, sessions, extent } = stage;
  const { surgery } = model;
  const { width, height } = surgery.window;
  const count = { columns: side, rows: side };
  const grid = { ...count, strideX: width, strideY: height, width, height, visited: count };
  const cut = windowBatches(heldRaster(pixels), grid, allCells(side * side), side * side);
  const first = await cut.next();
  if (first.done) throw new RangeError("there are no windows");
  const windows = first.value.pixels;
  const { session } = await sessions.dense(model, pixels.channels);
  const name = `${side * side} disjoint windows in one batch`;
  const turn: Turn = async () => {
    await session.run(windows); // see [Note: Turns]
    return { [name]: (await withTime(() => session.run(windows)))[1] };
  };
  const rounds = await interleave([await passTurn(stage, pixels), turn], extent);
  const { ratio, ...rest } = figure(sizeOf(pixels), rounds, [passName, name]);
  const { columns, rows, strideX } = gridOf(surgery, pixels);
  const even = Math.round(side * side * ratio.median);
  const stride = (strideX * Math.sqrt((columns * rows) / even)).toFixed(1);
  const counted = breakEvenStride(surgery.layers, surgery.window).toFixed(1);
  return {
    ...rest,
    ratio,
    remark: `the windows win; break-even at ${even} windows of the ${columns * rows} (stride ${stride} pixels; by FLOPs ${counted})`,
  };
}

/** Side of the picture of 10 × 10 windows. */
export const disjointSize = ({ model }: Stage): number =>
  side * Math.max(model.surgery.window.width, model.surgery.window.height);
