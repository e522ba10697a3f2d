/** @file The thresholds of the classes in one line. */
import type { Formats } from "./format.ts";

/** @returns null where one holds for all */
export const thresholdsInWords = (
  perClass: Readonly<Record<string, number>> | null | undefined,
  format: Pick<Formats, "share">,
): string | null =>
  perClass
    ? Object.entries(perClass)
        .map(([label, value]) => `${label} ${format.share(value)}`)
        .join(", ")
    : null;
