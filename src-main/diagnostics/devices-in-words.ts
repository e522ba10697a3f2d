/** @file What earlier tests of this machine's devices gave: nothing is tested for it, since a driver that crashes is what may be asked about. */
import { bytesInWords } from "../../src-core/messages/bytes-in-words.ts";
import type { Remembered } from "../engine/remembered-trials.ts";

/** Lines; one for each device that was tested. */
export function devicesInWords(remembered: Remembered | null): string[] {
  if (remembered === null) return ["not tested yet: `fullconv devices` does"];
  const { trials, adapter, cards } = remembered;
  const byDevice = new Map<string, (typeof trials)[string][]>();
  for (const [key, trial] of Object.entries(trials)) {
    const device = key.split(" ")[0] ?? "";
    byDevice.set(device, [...(byDevice.get(device) ?? []), trial]);
  }
  return [
    ...(cards ?? []).map(
      ({ name, vendor, driver, memory }) =>
        `graphics card ${vendor} ${name}, driver ${driver ?? "unknown"}, ${memory === null ? "shares memory" : bytesInWords(memory)}`,
    ),
    adapter
      ? `WebGPU by ${adapter.name}, driver ${adapter.driver ?? "unknown"}${adapter.software ? ", only imitates a GPU" : ""}`
      : `WebGPU ${adapter === null ? "finds no GPU" : "not looked for yet"}`,
    ...[...byDevice].map(([device, results]) => {
      const right = results.filter(({ passed }) => passed).length;
      const failures = new Set(
        results.flatMap(({ failure }) => (failure === null ? [] : [failure])),
      );
      const why = failures.size === 0 ? "" : `: ${[...failures].join("; ")}`;
      return `${device} right with ${right} of ${results.length} networks${why}`;
    }),
  ];
}
