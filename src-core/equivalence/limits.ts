/** @file What can be explained, and how what cannot is told. */
import type { ExplanationPlan, ExplanationRequest } from "../contract/explanation.ts";
import { explanationRequest } from "../contract/explanation.ts";
import { UserError } from "../contract/failure.ts";
import { parse } from "../contract/parse.ts";
import { convolutionOutput } from "./convolution-matrix.ts";
import { volumeLength } from "./volumes.ts";

/** Matrices are written out to be multiplied: 16 MB each, and a fraction of a second. */
export const MOST_ENTRIES = 4e6;

/**
 * The request with its defaults.
 * @throws UserError "invalid-request": a length below 1, a kernel larger than the input, a matrix of more than MOST_ENTRIES
 */
export function planExplanation(request: ExplanationRequest): ExplanationPlan & { units: number } {
  const planned = parse(explanationRequest, request, "explanation", "invalid-request");
  const { input, kernel, units = input.height * input.width } = planned;
  const { height, width } = input;
  if (kernel > height || kernel > width)
    throw new UserError(
      "invalid-request",
      `kernel ${kernel}×${kernel} is larger than the input ${height}×${width}: choose a kernel of at most ${Math.min(height, width)}, or a larger input`,
    );
  const output = convolutionOutput({ ...planned, kernel: { height: kernel, width: kernel } });
  checkEntries("units", units, volumeLength(input));
  checkEntries("filters", volumeLength(output), volumeLength(input));
  return { ...planned, units };
}

function checkEntries(what: "units" | "filters", rows: number, columns: number): void {
  if (rows * columns <= MOST_ENTRIES) return;
  const layer = what === "units" ? "the dense layer" : "the convolution as dense layer";
  throw new UserError(
    "invalid-request",
    `${layer} has a matrix of ${groupedDigits(rows)} × ${groupedDigits(columns)} = ${groupedDigits(rows * columns)} entries, more than ${groupedDigits(MOST_ENTRIES)}: choose a smaller input or fewer ${what}`,
  );
}

const format = new Intl.NumberFormat("en");
/** 30000 → 30,000 */
export const groupedDigits = (value: number): string => format.format(value);
