/** @file The order of many scores, faster than by comparing: radix sort, Knuth, The Art of Computer Programming 3, 5.2.5. */

const digit = 11; // bits
const digits = 1 << digit;

/** @returns indices of the scores, the best first; equal ones keep their order, and what is no number comes last */
export function descending(scores: Float32Array): Uint32Array {
  const keys = keysOf(scores);
  let order = new Uint32Array(scores.length);
  let other = new Uint32Array(scores.length);
  for (let index = 0; index < order.length; index++) order[index] = index;
  for (let shift = 0; shift < 32; shift += digit) {
    const places = placesOf(keys, shift);
    for (const index of order) {
      const value = ((keys[index] ?? 0) >>> shift) & (digits - 1);
      const place = places[value] ?? 0;
      other[place] = index;
      places[value] = place + 1;
    }
    [order, other] = [other, order];
  }
  return order;
}

/** Where the first key with each value of a digit goes. */
function placesOf(keys: Uint32Array, shift: number): Uint32Array {
  const counts = new Uint32Array(digits);
  for (const key of keys) {
    const value = (key >>> shift) & (digits - 1);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  let sum = 0;
  for (const [value, count] of counts.entries()) {
    counts[value] = sum;
    sum += count;
  }
  return counts;
}

/** Whole numbers that grow as the scores fall: of a negative number all bits of the float turn round, of another the sign alone. */
function keysOf(scores: Float32Array): Uint32Array {
  const keys = new Uint32Array(scores.length);
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  for (let index = 0; index < keys.length; index++) {
    const score = scores[index] ?? 0;
    const own = score === 0 ? 0 : (bits[index] ?? 0); // −0 is 0
    keys[index] = Number.isNaN(score) ? 0xffff_ffff : own >>> 31 ? own : ~(own | 0x8000_0000);
  }
  return keys;
}
