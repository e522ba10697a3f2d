/** @file Names of measurements as a card writes them, so that they can be read. */

/** Measures that are written in one way everywhere, then words, what is in capitals, and numbers. */
const parts = /mAP|MAP|AP|IoU|F1|[A-Z]?(?:(?!mAP)[a-z])+|[A-Z]+(?![a-z])|\d+/g;

/** `testRecallAt100` → `test recall at 100`, `valAPRBC` → `val AP RBC`. */
export const metricName = (name: string): string =>
  (name.match(parts) ?? [name])
    .map((part) => (/^[A-Z][a-z]+$/.test(part) ? part.toLowerCase() : part))
    .join(" ");
