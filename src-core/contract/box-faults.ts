/** @file Why numbers are those of no box. */

/** In the order in which they are told. */
export const boxFaults = ["not-finite", "swapped", "empty", "outside", "beyond"] as const;

/**
 * A number that is none; a second corner before the first one; no width or no height; nothing of it on what the network sees; a
 * corner so far from it that its numbers are no shares of it.
 */
export type BoxFault = (typeof boxFaults)[number];
