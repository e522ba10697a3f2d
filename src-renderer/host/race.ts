/** @file The host's routes for a recorded race. */
import type { Race, RaceWay } from "../../src-core/contract/race.ts";
import { race as raceSchema } from "../../src-core/contract/race.ts";
import { request, requestJson } from "./request.ts";

const path = (analysis: string): string => `/api/analyses/${encodeURIComponent(analysis)}/race`;

/** @throws UserError where no comparison of the analysis is kept */
export const fetchRace = (analysis: string, signal: AbortSignal): Promise<Race> =>
  requestJson(raceSchema, path(analysis), { signal });

/** The best object's score of each window that was run, in the order in which they were. */
export async function fetchRaceScores(
  analysis: string,
  way: RaceWay,
  signal: AbortSignal,
): Promise<Float32Array> {
  const response = await request(`${path(analysis)}/scores/${way}`, { signal });
  return new Float32Array(await response.arrayBuffer());
}
