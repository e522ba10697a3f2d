/** @file Numbers as a reader of the language expects them; units are the international symbols. */
import type { Locale } from "./locale.ts";

export interface Formats {
  /** A whole number with its groups: 4,096. */
  readonly count: (value: number) => string;
  /** Any number, three digits. */
  readonly number: (value: number) => string;
  /** Milliseconds with three digits at most that mean something; seconds from 1,000 ms on. */
  readonly time: (milliseconds: number) => string;
  /** A time that is guessed, no finer than guesses are: ≈ 12 s, ≈ 4 min, ≈ 1.5 h. */
  readonly about: (milliseconds: number) => string;
  /** min–max in the unit that `time` chooses for the larger one. */
  readonly span: (min: number, max: number) => string;
  /** A ratio: 26.7×. */
  readonly times: (ratio: number) => string;
  /** A share of one: 99.98 %, never rounded up to 100 %. */
  readonly share: (share: number) => string;
  /** A share of a count, one decimal, rounded half up: 18 of 129 are 14.0%. */
  readonly percent: (share: number) => string;
  /** A score, wherever one stands: per cent with one decimal; of a network that gives no probabilities, the number. */
  readonly score: (score: number) => string;
  /** A small difference, as a power of ten where it is one: 5e-7. */
  readonly difference: (difference: number) => string;
  readonly flops: (flops: number) => string;
  readonly bytes: (bytes: number) => string;
}

/** A share in whole steps, never more of them than it has; that 0.69 · 10,000 is 6,899.999999999999 takes none away. */
function floored(share: number, steps: number): number {
  const most = share < 1 ? steps - 1 : Infinity;
  return Math.min(Math.floor(share * steps + 1e-7), most) / steps;
}

export function formats(locale: Locale): Formats {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const tenths = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  /** Three digits, but never fewer than the whole part has: 1,234 stays 1,234. */
  const digits = (value: number): string =>
    Math.abs(value) >= 1000 ? whole.format(value) : three.format(value);
  const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  /** Hundredths of a unit are the finest that a clock of milliseconds is worth. */
  const inUnit = (milliseconds: number, seconds: boolean): string => {
    const value = seconds ? milliseconds / 1000 : milliseconds;
    if (value > 0 && value < 0.005) return `<${hundredths.format(0.01)}`;
    return value < 1 ? hundredths.format(value) : digits(value);
  };
  const unit = (seconds: boolean): string => (seconds ? "s" : "ms");
  const scaled = (value: number, base: number, units: readonly string[]): string => {
    let step = 0;
    while (value >= base && step < units.length - 1) {
      value = value / base;
      step = step + 1;
    }
    return `${digits(value)} ${units[step] ?? ""}`;
  };
  return {
    number: digits,
    count: (value) => whole.format(value),
    time: (value) => `${inUnit(value, value >= 1000)} ${unit(value >= 1000)}`,
    about: (milliseconds) => {
      const seconds = Math.max(1, Math.round(milliseconds / 1000));
      if (seconds < 60) return `≈ ${whole.format(seconds)} s`;
      const minutes = Math.round(seconds / 60);
      return minutes < 60
        ? `≈ ${whole.format(minutes)} min`
        : `≈ ${hundredths.format(Math.round(minutes / 6) / 10)} h`;
    },
    span: (min, max) => {
      const seconds = max >= 1000;
      return `${inUnit(min, seconds)}–${inUnit(max, seconds)} ${unit(seconds)}`;
    },
    times: (ratio) => `${digits(ratio)}×`,
    share: (share) => percent.format(share < 1 ? floored(share, 10_000) : share),
    percent: (share) => tenths.format(share),
    score: (score) => (score >= 0 && score <= 1 ? tenths.format(score) : digits(score)),
    difference: (value) =>
      value !== 0 && value < 1e-3 ? value.toExponential(0) : three.format(value),
    flops: (value) => scaled(value, 1000, ["FLOPs", "kFLOPs", "MFLOPs", "GFLOPs", "TFLOPs"]),
    bytes: (value) => scaled(value, 1000, ["B", "kB", "MB", "GB"]),
  };
}
