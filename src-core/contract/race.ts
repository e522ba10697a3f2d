/**
 * @file A race of a pass against its windows, as it was recorded: how many cells were done at which time. Units: cells, and
 * milliseconds of the network alone.
 */
import { z } from "zod";

/** Of one leg; of more that follow each other, every second one is left out until they fit. */
export const mostMoments = 4096;
/** Of parts, and of cells of a sample. */
export const mostListed = 65_536;

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

/** Row, column, rows, columns: cells of the map. */
export const raceArea = z.tuple([count, count, z.int().positive(), z.int().positive()]);

/** One side on one of the image's scales. */
export const raceLeg = z.strictObject({
  /** Cells that there are, and how many of them were run: the others are assumed to take as long. */
  cells: count,
  measured: count,
  /** Milliseconds for all cells: where not all were run, at the mean speed of those that were. */
  total: milliseconds,
  /** After `times[i]` milliseconds `counts[i]` cells were done; neither falls, and the last count is `measured`. */
  times: z.array(milliseconds).max(mostMoments),
  counts: z.array(count).max(mostMoments),
  /**
   * The parts of the map in the order in which they were done, each row by row. Of a pass: its tiles, each of which is there at
   * once. Empty where there are more than can be listed.
   */
  areas: z.array(raceArea).max(mostListed),
  /** Of windows of which a random sample was run: which, counted through `areas`, and of each `every` the first. */
  sample: z
    .strictObject({ every: z.int().positive(), cells: z.array(count).max(mostListed) })
    .nullable(),
});

/** The pass against the windows, run one of the two ways; one leg for each scale, the largest first, run one after the other. */
export const raceContest = z.strictObject({
  /** Which round it is, from 1: the one whose ratio is nearest to the median of all, which the analysis tells. */
  round: z.int().positive(),
  pass: z.array(raceLeg).min(1),
  windows: z.array(raceLeg).min(1),
  /** Whether the windows' own scores are kept: `GET /api/analyses/:id/race/scores/batched` or `…/single`. */
  hasScores: z.boolean(),
});

export const raceWay = z.enum(["batched", "single"]);

/**
 * `GET /api/analyses/:id/race`: there once a baseline was measured, for the analyses that were compared last.
 * `GET /api/analyses/:id/race/scores/:way`: the best object's score of each window that was run, as 32-bit floats in the order in
 * which they were run, scale after scale.
 */
export const race = z.strictObject({
  rounds: z.int().positive(),
  /** Windows at once in the batched way. */
  batch: z.int().positive(),
  batched: raceContest,
  single: raceContest,
});

export type Race = z.infer<typeof race>;
export type RaceArea = z.infer<typeof raceArea>;
export type RaceContest = z.infer<typeof raceContest>;
export type RaceLeg = z.infer<typeof raceLeg>;
export type RaceWay = z.infer<typeof raceWay>;
