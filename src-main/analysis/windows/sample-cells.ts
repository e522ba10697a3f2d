/** @file Which cells the baseline visits. */
import { randomNumbers } from "../../../src-core/random.ts";

/** 0 to `positions` − 1; an array of a gigapixel's cells would not fit in memory. */
export function* allCells(positions: number): Generator<number> {
  for (let cell = 0; cell < positions; cell++) yield cell;
}

/** Below so many positions for each that is left, looking at one after the other is faster than drawing how far to leap. */
const dense = 13;

/**
 * `count` different cells of `positions`, drawn at random, ascending; the same for the same numbers, so that a figure can be
 * checked. It leaps from one to the next: time and memory follow from `count`, however many positions there are.
 * Source: Vitter, An efficient algorithm for sequential random sampling, ACM TOMS 13 (1987), methods A and D.
 * @param uniform numbers in [0, 1)
 */
export function* sampleCells(
  positions: number,
  count: number,
  uniform: () => number = fine(randomNumbers(positions)),
): Generator<number> {
  let cell = -1;
  let [left, wanted] = [positions, Math.min(count, positions)];
  while (wanted > 0) {
    const skipped = leap(left, wanted, uniform);
    cell += skipped + 1;
    yield cell;
    left -= skipped + 1;
    wanted--;
  }
}

/** How many positions are passed over before the next one is taken: each set of `wanted` out of `left` is as likely as any. */
function leap(left: number, wanted: number, uniform: () => number): number {
  if (wanted === 1) return Math.floor(left * uniform());
  return dense * wanted >= left ? lookedFor(left, wanted, uniform) : drawn(left, wanted, uniform);
}

/** Method A: one number, held against the chance that none is taken up to here. */
function lookedFor(left: number, wanted: number, uniform: () => number): number {
  const number = uniform();
  let skipped = 0;
  let chance = (left - wanted) / left;
  while (chance > number) {
    skipped++;
    chance *= (left - wanted - skipped) / (left - skipped);
  }
  return skipped;
}

/** Method D: a leap of a continuous distribution that lies close to the wanted one, refused as often as they differ. */
function drawn(left: number, wanted: number, uniform: () => number): number {
  const most = left - wanted + 1;
  for (;;) {
    const place = left * (1 - uniform() ** (1 / wanted));
    const skipped = Math.floor(place);
    if (skipped >= most) continue;
    const number = uniform();
    // Most are accepted by a bound that costs nothing …
    const bound = ((number * left) / most) ** (1 / (wanted - 1));
    const share = bound * (1 - place / left) * (most / (most - skipped));
    if (share <= 1) return skipped;
    // … the others by the ratio itself.
    const [bottom, until] =
      wanted - 1 > skipped ? [left - wanted, left - skipped] : [left - skipped - 1, most];
    let ratio = 1;
    for (let top = left - 1, under = bottom; top >= until; top--, under--) ratio *= top / under;
    if (left / (left - place) >= bound * ratio ** (1 / (wanted - 1))) return skipped;
  }
}

/** 53 random bits: 32 would leave most of 10¹² positions out. */
function fine(uniform: () => number): () => number {
  return () =>
    (Math.floor(uniform() * 2 ** 26) * 2 ** 27 + Math.floor(uniform() * 2 ** 27)) / 2 ** 53;
}
