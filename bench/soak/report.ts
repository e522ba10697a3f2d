/** @file What the soak has seen, as text. */
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** @param share 0…1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Every process at each rest: megabytes and descriptors. */
function rests({ rests: all }: Watch): string[] {
  const lines = all.map(({ minute, seen }) => {
    const cells = seen.map(
      ({ role, pid, resident, descriptors }) =>
        `${role} ${pid}: ${megabytes(resident)} MB, ${descriptors} descriptors`,
    );
    return `| ${minute.toFixed(1)} | ${cells.join(" | ")} |`;
  });
  return ["at rest (minute, processes):", ...lines];
}

/** How a process that lived on changed: medians of its first and its last third of rests. */
function growth({ rests: all }: Watch): string[] {
  const byProcess = new Map<string, { resident: number[]; descriptors: number[] }>();
  for (const { seen } of all)
    for (const { role, pid, resident, descriptors } of seen) {
      const key = `${role} ${pid}`;
      const known = byProcess.get(key) ?? { resident: [], descriptors: [] };
      known.resident.push(resident);
      known.descriptors.push(descriptors);
      byProcess.set(key, known);
    }
  return [...byProcess]
    .filter(([, { resident }]) => resident.length >= 3)
    .map(([key, { resident, descriptors }]) => {
      const third = Math.ceil(resident.length / 3);
      const ends = (values: readonly number[]): [number, number] => [
        quantile(values.slice(0, third), 0.5),
        quantile(values.slice(-third), 0.5),
      ];
      const [first, last] = ends(resident);
      const [before, after] = ends(descriptors);
      const share = (100 * (last / first - 1)).toFixed(1);
      return `${key}, ${resident.length} rests: ${megabytes(first)} → ${megabytes(last)} MB (${share} %), descriptors ${before} → ${after}`;
    });
}

function lightRequest(path: string, times: readonly number[]): string {
  const [median, late, last] = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(0));
  return `GET ${path}, ${times.length} times: median ${median ?? ""} ms, 95 % within ${late ?? ""} ms, most ${last ?? ""} ms`;
}

export function report(world: World, watch: Watch): string {
  const { latencies, peaks } = watch;
  const counts = [...world.counts].sort(([one], [other]) => one.localeCompare(other));
  return [
    `${watch.minute.toFixed(1)} minutes`,
    ...counts.map(([what, count]) => `${what}: ${count}`),
    ...rests(watch),
    ...growth(watch),
    ...[...peaks].map(([role, most]) => `most of ${role}: ${megabytes(most)} MB`),
    ...[...latencies].map(([path, times]) => lightRequest(path, times)),
    `${world.defects.length} defects`,
    ...world.defects,
  ].join("\n");
}
