/** @file Numbers as a report tells them. */

export const milliseconds = (value: number): string => {
  if (value >= 60_000) return `${(value / 60_000).toFixed(1)} min`;
  if (value >= 1000) return `${(value / 1000).toFixed(value < 10_000 ? 2 : 1)} s`;
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
};

export const times = (factor: number): string => `${factor.toFixed(factor < 10 ? 1 : 0)}×`;

/** Thousands apart, by a space that does not break. */
export const whole = (value: number): string =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, "\u202f");

export const sizeText = (width: number, height: number): string =>
  `${whole(width)} × ${whole(height)}`;

export const operations = (value: number): string => {
  const [unit, name] = value < 1e9 ? [1e6, "M"] : value < 1e12 ? [1e9, "G"] : [1e12, "T"];
  return `${(value / unit).toPrecision(3)} ${name}FLOP`;
};
