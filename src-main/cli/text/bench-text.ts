/** @file A benchmark as Markdown. */
import type { Benchmark, BenchmarkRow } from "../../../src-core/contract/benchmark.ts";

interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

const columns = [
  ...["model", "image", "device", "pass (ms)", "bare (ms)", "pass / bare", "windows / pass"],
  ...["TensorFlow.js / pass", "of the matrix product", "pass = windows", "device = CPU"],
];

export function benchmarkText({ machine, matrixProduct, devices, rows }: Benchmark): string {
  const { cpu, cores, memory, system, versions, load } = machine;
  const table = [columns, columns.map(() => "---"), ...rows.map(cells)];
  return [
    `${cpu}, ${cores} cores, ${(memory / 2 ** 30).toFixed(1)} GiB, ${system}; ${versions.join(", ")}; load ${load.toFixed(1)} before the run.`,
    `Matrix product of ${matrixProduct.side}×${matrixProduct.side} in single precision: ${range(matrixProduct, 0)} GFLOP/s.`,
    ...devices.map(
      ({ id, name, driver, present, reason }) =>
        `- ${id}: ${present ? [name, driver].filter(Boolean).join(", ") : `not measured: ${reason ?? "not here"}`}`,
    ),
    "",
    ...table.map((line) => `| ${line.join(" | ")} |`),
    "",
    "Median (min to max). Bare: ONNX Runtime on the CPU with the converted file, from floats to logits, in turns with the pass. Windows: the classifier with its dense layers on every window, in batches of the best size, on the same device; ≈ measured on a sample.",
  ].join("\n");
}

const cells = (row: BenchmarkRow): string[] => [
  row.model,
  `${row.width}×${row.height}`,
  row.used.provider === row.device || row.device.startsWith(row.used.provider)
    ? row.device
    : `${row.device} → ${row.used.provider}`,
  range(row.pass, 1),
  range(row.bare, 1),
  range(row.ratios.bare, 2),
  `${row.batched.extrapolated ? "≈ " : ""}${range(row.ratios.batched, 1)}, batch ${row.batched.batch}`,
  row.ratios.tensorflow === null ? "not measured" : row.ratios.tensorflow.toFixed(1),
  `${(100 * row.peakShare).toFixed(0)} %`,
  `${row.equality.class}: ${row.equality.maxAbsDiff.toExponential(1)} over ${row.equality.checked}`,
  row.againstCpu
    ? `${row.againstCpu.maxAbsDiff.toExponential(1)}, same best class in ${(100 * row.againstCpu.argmaxAgreement).toFixed(2)} %`
    : "not compared: the map is too large",
];

const range = ({ median, min, max }: Spread, digits: number): string =>
  `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
