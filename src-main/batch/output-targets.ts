/** @file Where the outputs of each image go: beside each other as the images are, and never two in one place. */
import { extname } from "node:path";
import { shortName } from "../files/short-name.ts";

/** Bytes that a file's name may have on every system, less the longest ending and what a half-written file adds. */
const longestName = 255 - 55;

/**
 * Paths of outputs below the output folder, without endings: the image's name without its ending, with it where another
 * image would write to the same place (`a.png` beside `a.jpg`), and numbered where that is taken, too. Systems that do not
 * tell capitals or composed letters apart are thought of.
 */
export class OutputTargets {
  private readonly taken = new Set<string>();

  /**
   * @param names with slashes, in the order of the batch
   * @param known what was promised before, at the same positions; it stays, and is nobody else's
   */
  choose(names: readonly string[], known: readonly (string | undefined)[] = []): string[] {
    const targets = names.map((_, index) => known[index]);
    for (const target of targets) if (target !== undefined) this.taken.add(keyOf(target));
    const wanted = names.map((name) => shorten(withoutEnding(name)));
    const askers = new Map<string, number>();
    for (const target of wanted) askers.set(keyOf(target), (askers.get(keyOf(target)) ?? 0) + 1);
    // Those that nobody disputes come first: their names must not depend on the others'.
    for (const [index, target] of wanted.entries())
      if (askers.get(keyOf(target)) === 1) targets[index] ??= this.take(target);
    return names.map((name, index) => targets[index] ?? this.takeSome(shorten(name)));
  }

  /** @returns undefined where it is somebody else's */
  private take(target: string): string | undefined {
    const key = keyOf(target);
    if (this.taken.has(key)) return undefined;
    this.taken.add(key);
    return target;
  }

  private takeSome(target: string): string {
    for (let number = 1; ; number++) {
      const free = this.take(number === 1 ? target : `${target}~${number}`);
      if (free !== undefined) return free;
    }
  }
}

export const chooseTargets = (names: readonly string[]): string[] =>
  new OutputTargets().choose(names);

const keyOf = (target: string): string => target.normalize("NFC").toLowerCase();

const withoutEnding = (name: string): string => name.slice(0, name.length - extname(name).length);

/** A name too long for its outputs keeps its beginning, and a mark of the whole. */
function shorten(name: string): string {
  const slash = name.lastIndexOf("/") + 1;
  const [folder, own] = [name.slice(0, slash), name.slice(slash)];
  return folder + shortName(own, longestName);
}
