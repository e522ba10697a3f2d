/** @file How fast a race is shown, and what its clocks say. */

/** So many times as fast as it was. */
export const speeds = [0.25, 0.5, 1, 2, 5, 10, 25, 50, 100] as const;

/** "fit": as fast as it has to be for ten seconds. */
export type Pace = (typeof speeds)[number] | "fit";

const fitted = 10_000; // milliseconds

export const speedOf = (pace: Pace, total: number): number =>
  pace === "fit" ? Math.max(total, 1e-6) / fitted : pace;

/** What is over in a blink, or takes longer than anybody looks at it, is fitted; the rest is shown as it was. */
export const usualPace = (total: number): Pace => (total >= 3000 && total <= 20_000 ? 1 : "fit");

/** A film is no longer than that, its last picture not counted. */
export const longestFilm = 60_000; // milliseconds

export const filmSpeed = (pace: Pace, total: number): number =>
  Math.max(speedOf(pace, total), total / longestFilm);

const minute = 60_000;

/** A clock whose digits do not jump: their number follows from where it will stop. */
export function clockText(time: number, total: number): string {
  if (total < 10) return `${time.toFixed(2)} ms`;
  if (total < 100) return `${time.toFixed(1)} ms`;
  if (total < 1000) return `${time.toFixed(0)} ms`;
  if (total < minute) return `${(time / 1000).toFixed(2)} s`;
  const tenths = Math.floor(time / 100);
  const [minutes, rest] = [Math.floor(tenths / 600), (tenths % 600) / 10];
  return `${minutes}:${rest.toFixed(1).padStart(4, "0")}`;
}
