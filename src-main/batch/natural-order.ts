/** @file The order that people expect of file names, the same in every country. */

/**
 * `2.png` before `10.png`, capitals beside small letters; no two different names are equal.
 * @returns below 0 when `a` comes first
 */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const order = comparePart(left[index] ?? "", right[index] ?? "");
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Numbers whole, everything else letter by letter. */
const partsOf = (name: string): string[] => name.toLowerCase().match(/[0-9]+|[^0-9]/g) ?? [];

const isNumber = (part: string): boolean => /^[0-9]/.test(part);

/** Numbers of any length: without their zeros, the longer one is larger. */
function comparePart(a: string, b: string): number {
  if (!isNumber(a) || !isNumber(b)) return compareText(a, b);
  const [left, right] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return left.length - right.length || compareText(left, right);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
