/** @file A result for people, on a terminal. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import { printableName } from "../../../src-core/printable.ts";

const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const round = (value: number): string => String(Number(value.toPrecision(4)));
const range = ({ median, min, max }: { median: number; min: number; max: number }): string =>
  `${ms(median)} (${ms(min)} to ${ms(max)})`;

/** Several lines, without one at the end. */
export function summary(result: Analysis): string {
  const { image, model, map, timings, equality, speedup, detections, files, device, tiles } =
    result;
  const { fcn, window } = timings;
  const { scales = [], stages } = result;
  const lines = [
    `${image.path}: ${image.width}×${image.height}, ${model.id}, ${map.columns}×${map.rows} cells at stride ${round(map.strideX)}×${round(map.strideY)}, ${device.name} (${device.provider})`,
  ];
  const add = (name: string, text: string): void => {
    lines.push(`  ${name.padEnd(12)}${text}`);
  };
  const { convert } = timings;
  if (convert !== undefined) add("conversion", `${ms(convert)} once, into a tiled file`);
  if (scales.length > 0) {
    const cells = scales.reduce((sum, one) => sum + one.map.columns * one.map.rows, 0);
    const each = scales.map(({ scale }) => round(scale)).join(", ");
    add("scales", `${scales.length}, ${cells} cells together: ${each}`);
  }
  if (tiles.count > Math.max(1, scales.length))
    add("tiles", `${tiles.count} of ${tiles.width}×${tiles.height} pixels, halo ${tiles.halo}`);
  if (fcn)
    add(
      "single pass",
      `${range(fcn.run)}, median of ${fcn.runs}; decode ${ms(fcn.decode)} + run + collect ${ms(fcn.collect)} = ${ms(fcn.total)}; session ${ms(fcn.session)} once`,
    );
  if (window) {
    const factorOf = (way: "batched" | "single"): string | undefined => {
      if (!speedup) return undefined;
      const { min, max } = speedup.range[way];
      return `${speedup[way].toFixed(1)}× (${min.toFixed(1)} to ${max.toFixed(1)} in ${speedup.rounds} rounds)`;
    };
    const told = (
      time: { median: number; min: number; max: number; measured: number; extrapolated: boolean },
      factor: string | undefined,
    ): string =>
      [
        range(time),
        ...(factor === undefined ? [] : [`${factor} the pass`]),
        ...(time.extrapolated ? [`extrapolated from ${time.measured} windows`] : []),
      ].join(", ");
    add(
      "windows",
      `${window.positions} in batches of ${window.batched.batch}: ${told(window.batched, factorOf("batched"))}`,
    );
    add("", `one by one: ${told(window.single, factorOf("single"))}`);
  }
  if (equality) {
    const share = (100 * equality.argmaxAgreement).toFixed(2);
    add(
      "equality",
      `${equality.class}: ${equality.checked} cells checked, largest difference ${equality.maxAbsDiff.toExponential(1)}, same best class in ${share} % (${equality.reason})`,
    );
  }
  if (stages)
    add("networks", stages.map((one) => `${one.name} ${one.detections.length}`).join(" → "));
  const labels = detections.slice(0, 40).map(({ label }) => printableName(label, 40));
  const more = detections.length - labels.length;
  add(
    "detections",
    `${detections.length}: ${labels.join(" ")}${more > 0 ? ` and ${more} more` : ""}`,
  );
  for (const path of Object.values(files)) add("written", path);
  return lines.join("\n");
}
