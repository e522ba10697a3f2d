/** @file Where on an image the pass and the classifier on its windows differ, and by how much. */
import { z } from "zod";

/** `POST /api/analyses/:id/differences`: of as many cells, evenly spread, as fit the budget; answers with a stream of events. */
export const differencesRequest = z.strictObject({
  /** Milliseconds for the windows. */
  budget: z.number().min(1).max(600_000).default(5000),
});

const index = z.int().nonnegative();

export const cellDifferences = z.strictObject({
  /** Rows and columns of the map (of the largest scale) whose crossings were compared, the first and the last included. */
  rows: z.array(index).min(1),
  columns: z.array(index).min(1),
  /** Rows × columns, row by row: the largest difference of a score. Null where one way alone gives no number. */
  maxAbsDiff: z.array(z.number().nonnegative().nullable()),
  /** Largest score of the windows, to read a difference against. */
  largest: z.number().nonnegative(),
  /** Differences up to this one are explained by rounding. */
  rounding: z.number().nonnegative(),
});

export type DifferencesRequest = z.infer<typeof differencesRequest>;
export type CellDifferences = z.infer<typeof cellDifferences>;
