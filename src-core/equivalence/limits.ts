/** @file What can be explained, and how what cannot is told. */
import { said } from "../messages/said.ts";
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
      said("equivalence.kernel-larger-than-input", {
        kernel,
        height,
        width,
        most: Math.min(height, width),
      }),
    );
  const output = convolutionOutput({ ...planned, kernel: { height: kernel, width: kernel } });
  checkEntries("units", units, volumeLength(input));
  checkEntries("filters", volumeLength(output), volumeLength(input));
  return { ...planned, units };
}

function checkEntries(what: "units" | "filters", rows: number, columns: number): void {
  if (rows * columns <= MOST_ENTRIES) return;
  const layer = what === "units" ? said("equivalence.dense") : said("equivalence.convolution");
  throw new UserError(
    "invalid-request",
    said("equivalence.matrix-entries-more-than", {
      layer,
      rows,
      columns,
      entries: rows * columns,
      most: MOST_ENTRIES,
      what: said(what === "units" ? "equivalence.units" : "equivalence.filters"),
    }),
  );
}

const format = new Intl.NumberFormat("en");
/** 30000 → 30,000 */
export const groupedDigits = (value: number): string => format.format(value);
