/** @file Primaries and white point beside those of sRGB. Source: IEC 61966-2-1. */

/** x and y of red, green and blue. */
const primaries = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06];
const white = [0.3127, 0.329];
/** What rounding to two digits makes. */
const slack = 0.0055;

const near = (own: readonly number[], usual: readonly number[]): boolean =>
  own.length !== usual.length ||
  usual.every((value, index) => Math.abs(value - (own[index] ?? NaN)) <= slack);

/** A list of another length says nothing. */
export const arePrimariesUsual = (own: readonly number[]): boolean => near(own, primaries);
export const isWhiteUsual = (own: readonly number[]): boolean => near(own, white);
