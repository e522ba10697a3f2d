/** @file Time left as people say it: no finer than it can be known. */

export type RoundedTimeLeft =
  | { readonly type: "moment" }
  | { readonly type: "minutes"; readonly minutes: number }
  | { readonly type: "hours"; readonly hours: number; readonly minutes: number };

const minute = 60_000;

/** Minutes up to ten one by one, up to an hour by fives, then by tens; null while nothing is known. */
export function roundedTimeLeft(milliseconds: number | null): RoundedTimeLeft | null {
  if (milliseconds === null) return null;
  if (milliseconds < minute) return { type: "moment" };
  const exact = milliseconds / minute;
  const step = exact < 10 ? 1 : exact < 57.5 ? 5 : 10;
  const minutes = Math.round(exact / step) * step;
  return minutes < 60
    ? { type: "minutes", minutes }
    : { type: "hours", hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
