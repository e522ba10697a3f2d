/** @file One network on one image on several devices, side by side: pass, windows, and whether they agree. */
import { setTimeout } from "node:timers/promises";
import type { Speedup } from "../../../src-core/contract/analysis.ts";
import type { DeviceFigures } from "../../../src-core/contract/benchmark.ts";
import type { DeviceReport } from "../../../src-core/contract/devices.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { Analyst } from "../analyst.ts";
import type { AnalysisOutcome } from "../results/outcome.ts";
import type { Job } from "../jobs/job.ts";
import type { SubjectRequest } from "../subject/subject.ts";
import { sleep, statistics } from "../jobs/timing.ts";

export interface DeviceComparison {
  readonly subject: SubjectRequest;
  readonly devices: readonly string[];
  /** Timed passes of each device; the devices take turns. */
  readonly rounds: number;
  /** Milliseconds for the windows of each device. */
  readonly budget: number;
}

export interface ComparedDevice {
  readonly figures: DeviceFigures;
  /** Milliseconds of each round. */
  readonly passes: readonly number[];
  readonly flops: number;
  readonly speedup: Speedup;
}

/** Those that are here and right; one that only imitates a GPU would take hours. */
export const comparable = (reports: readonly DeviceReport[]): DeviceReport["id"][] =>
  reports
    .filter(({ present, reason, software }) => present && reason === null && !software)
    .map(({ id }) => id);

/**
 * Devices that took part in a round did so under the same conditions: whatever else the machine does reaches them all.
 * @param before is awaited before each timed pass, with the device's place in the list
 * @throws UserError for a device that is not there, the signal's reason when it is stopped
 */
export async function compareDevices(
  analyst: Analyst,
  { subject, devices, rounds, budget }: DeviceComparison,
  job: Job,
  before: (index: number) => Promise<void> = () => Promise.resolve(),
): Promise<ComparedDevice[]> {
  const total = 1 + devices.length * (rounds + 2);
  let done = 0;
  const quiet: Job = { ...job, progress: () => undefined };
  const step = <T>(result: T): T => {
    job.signal.throwIfAborted();
    job.progress({ phase: "compare", done: ++done, total });
    return result;
  };
  const once = { ...subject, runs: 1, warmUp: true, threshold: 0.5 };
  const pass = (device: string): Promise<AnalysisOutcome> =>
    analyst.pass({ ...once, device }, quiet);

  const right = step((await pass("cpu")).map);
  const firsts: AnalysisOutcome[] = [];
  for (const device of devices) firsts.push(step(await pass(device)));
  const passes = devices.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, device] of devices.entries()) {
      await before(index);
      await setTimeout(sleep);
      const { timings } = step((await pass(device)).result);
      passes[index]?.push(timings.fcn?.run.median ?? NaN);
    }
  const compared: ComparedDevice[] = [];
  for (const [index, { result: first, map }] of firsts.entries()) {
    const device = devices[index] ?? "";
    const asked = { ...once, device, runs: 5, budget };
    const result = step(await analyst.baseline(asked, first, quiet));
    const { equality, timings, flops, image, device: used, speedup } = result;
    if (!equality || !timings.window || !speedup)
      throw new RangeError("the windows were not measured");
    const { batch, median, min, max, extrapolated } = timings.window.batched;
    const times = passes[index] ?? [];
    compared.push({
      figures: {
        width: image.width,
        height: image.height,
        device,
        used,
        pass: statistics(times),
        rounds,
        batched: { batch, median, min, max, extrapolated },
        equality,
        againstCpu: map && right && difference(map, right),
      },
      passes: times,
      flops: flops.fcn ?? NaN,
      speedup,
    });
  }
  return compared;
}

function difference(own: ScoreMap, right: ScoreMap): DeviceFigures["againstCpu"] {
  const cells = right.rows * right.columns;
  let [maxAbsDiff, same] = [0, 0];
  for (const [index, score] of right.data.entries())
    maxAbsDiff = Math.max(maxAbsDiff, Math.abs(score - (own.data[index] ?? NaN)));
  for (let cell = 0; cell < cells; cell++)
    if (best(own, cell, cells) === best(right, cell, cells)) same++;
  return { maxAbsDiff, argmaxAgreement: same / cells };
}

function best({ data, classes }: ScoreMap, cell: number, cells: number): number {
  let winner = 0;
  for (let kind = 1; kind < classes; kind++)
    if ((data[kind * cells + cell] ?? NaN) > (data[winner * cells + cell] ?? NaN)) winner = kind;
  return winner;
}
