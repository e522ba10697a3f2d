/** @file Numbers as people write them: 0.485, 1/255, or one for each channel with commas between. */

/** @returns null where a part is no number */
export function parseNumbers(text: string): number[] | null {
  const values = text
    .split(/[,;\s]+/)
    .filter((part) => part !== "")
    .map(readNumber);
  const known = values.filter((value) => value !== null);
  return known.length === values.length && values.length > 0 ? known : null;
}

function readNumber(text: string): number | null {
  const [over, under, ...more] = text.split("/");
  if (over === "" || under === "" || more.length > 0) return null;
  const value = under === undefined ? Number(over) : Number(over) / Number(under);
  return Number.isFinite(value) ? value : null;
}

/** Short enough to be read, long enough to be the same number. */
export const formatNumbers = (values: readonly number[]): string =>
  (new Set(values).size === 1 ? values.slice(0, 1) : values).map(writeNumber).join(", ");

function writeNumber(value: number): string {
  const inverse = 1 / value;
  const whole = Math.round(inverse * 2) / 2;
  return Math.abs(value) < 0.1 && Math.abs(inverse - whole) < 1e-9 * Math.abs(inverse)
    ? `1/${whole}`
    : String(value);
}
