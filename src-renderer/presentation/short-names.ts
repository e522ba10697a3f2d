/** @file Names in little room: of a file what differs is at its end, of a class at its beginning. */
import { isImageFile } from "../../src-core/contract/file-kinds.ts";

/** What differs between files is at the end of their names, so that stays. */
export interface NameParts {
  /** With the slash behind it; empty without one. */
  readonly folder: string;
  /** May be cut off at its end. */
  readonly head: string;
  /** Stays whole. */
  readonly tail: string;
}

/** How many files there are besides the one that a batch is called after; none where it is called after a folder. */
export const otherFileCount = (name: string, images: number): number =>
  isImageFile(name) ? Math.max(0, images - 1) : 0;

/** An accent stays with its letter. */
const segmenter = new Intl.Segmenter();

const tailLength = 14; // letters: an ending, and a number before it

/** Of a failure, without the name that it begins with: that stands beside it. */
export const reasonWithoutName = (message: string, name: string): string =>
  [": ", "："]
    .filter((colon) => message.startsWith(`${name}${colon}`))
    .map((colon) => message.slice(name.length + colon.length))[0] ?? message;

export function nameParts(name: string): NameParts {
  const slash = name.lastIndexOf("/") + 1;
  const letters = [...segmenter.segment(name.slice(slash))].map(({ segment }) => segment);
  const cut = Math.max(0, letters.length - tailLength);
  return {
    folder: name.slice(0, slash),
    head: letters.slice(0, cut).join(""),
    tail: letters.slice(cut).join(""),
  };
}

const longest = 26; // letters of the name of a class

/** Some names are whole lists of synonyms. */
export const shortName = (name: string): string =>
  name.length > longest ? `${name.slice(0, longest - 1).replace(/[\s,;]+$/, "")}…` : name;
