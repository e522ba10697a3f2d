/** @file Files that once went wrong, or that stand for a kind of damage: they come before all others. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Kept {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @param kind the folder in `test/fixtures/fuzz` */
export function keptFiles(kind: string): Kept[] {
  const folder = new URL(`../../fixtures/fuzz/${kind}/`, import.meta.url);
  if (!existsSync(fileURLToPath(folder))) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: Uint8Array.from(readFileSync(new URL(name, folder))) }));
}

/** Cases below 0 are the kept ones; from the first case on they come, too. */
export const firstOf = (first: number, kept: number): number => (first === 0 ? -kept : first);
