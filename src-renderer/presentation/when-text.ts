/** @file How long ago something was, in words; what is older than a week has its date. */

const steps = [
  { unit: "day", milliseconds: 86_400_000 },
  { unit: "hour", milliseconds: 3_600_000 },
  { unit: "minute", milliseconds: 60_000 },
] as const;
const week = 7 * 86_400_000;

/** @param when milliseconds since 1970, as is `now` */
export function whenText(when: number, now: number, locale: string): string {
  const ago = Math.max(0, now - when);
  if (ago >= week) return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(when);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const { unit, milliseconds } of steps)
    if (ago >= milliseconds) return words.format(-Math.floor(ago / milliseconds), unit);
  return words.format(0, "second");
}
