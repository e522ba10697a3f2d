/** @file Sizes as people read them: KB, MB, GB and TB of thousands. */

const units = [
  ["TB", 1e12],
  ["GB", 1e9],
  ["MB", 1e6],
  ["KB", 1e3],
] as const;

/** `0` → `0 bytes`, `40960` → `41.0 KB`, `2147483648` → `2.15 GB`: three figures, in the unit that fits. */
export function bytesInWords(bytes: number): string {
  const [name, unit] = units.find(([, least]) => bytes >= least) ?? ["bytes", 1];
  const count = bytes / unit;
  return `${count.toFixed(unit === 1 || count >= 100 ? 0 : count < 10 ? 2 : 1)} ${name}`;
}

/** What is needed and what there is: to the byte where the words would be the same. */
export function unlikeInWords(needed: number, free: number): [needed: string, free: string] {
  const words = [bytesInWords(needed), bytesInWords(free)] as const;
  return words[0] === words[1] ? [`${Math.ceil(needed)} bytes`, `${free} bytes`] : [...words];
}
