/** @file Figures as a table, for the terminal and for docs/benchmarks.md. */
import type { Statistics } from "../../src-main/analysis/jobs/timing.ts";
import type { Figure } from "./figure.ts";
import type { Machine } from "./machine.ts";
import { isBusy } from "./machine.ts";

export type Style = "terminal" | "markdown";

const header = ["image", "first (ms)", "second (ms)", "first / second", "rounds", "target"];

export function table(figures: readonly Figure[], style: Style): string {
  const remarks = [...new Set(figures.flatMap(({ remark }) => remark ?? []))];
  const note = (remark?: string): string =>
    remark === undefined ? "" : ` [${remarks.indexOf(remark) + 1}]`;
  const rows = figures.map(({ image, first, second, ratio, rounds, target, remark }) => [
    image,
    `${first.name}: ${numbers(first)}${note(remark)}`,
    `${second.name}: ${numbers(second)}`,
    numbers(ratio, 2),
    String(rounds),
    target ? `${target.bound} ${target.ratio}: ${target.met ? "met" : "missed"}` : "",
  ]);
  const notes = remarks.map((remark, index) => `${index + 1}. ${remark}`);
  return `${align([header, ...rows], style)}\n\n${notes.join("\n")}\n`;
}

function align(rows: readonly (readonly string[])[], style: Style): string {
  const widths = header.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => "-".repeat(width));
  const [first = [], ...rest] = rows;
  return [first, rule, ...rest]
    .map((row) => {
      const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
      return style === "markdown" ? `| ${cells.join(" | ")} |` : cells.join("  ").trimEnd();
    })
    .join("\n");
}

/** Median (min to max). */
const numbers = ({ median, min, max }: Statistics, digits = digitsFor(median)): string =>
  `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;

const digitsFor = (milliseconds: number): number => (milliseconds < 100 ? 1 : 0);

export function machineText(machine: Machine): string {
  const { cpu, cores, memory, system, node, onnxruntime, tensorflow, load } = machine;
  const idle = isBusy(machine)
    ? `It was not idle (load ${load.toFixed(2)} before the run): trust the ratios, not the milliseconds.`
    : `It was idle (load ${load.toFixed(2)} before the run).`;
  return `${cpu}, ${cores} cores, ${memory}, ${system}; Node ${node}, ONNX Runtime ${onnxruntime}, TensorFlow.js ${tensorflow}. ${idle}`;
}
