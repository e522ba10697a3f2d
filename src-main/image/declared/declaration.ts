/** @file What a file can say of its pictures beyond what its decoder reads. */

import type { Message, Param } from "../../../src-core/messages/template.ts";

/** A statement about colours that is not used. */
export interface ColourStatement {
  /** "gamma (1 instead of 0.45455)"; of the file. */
  readonly what: Message;
  readonly many?: boolean;
  /** Nothing is said of grey by it. */
  readonly coloursAlone?: boolean;
}

export interface Declared {
  /** Of the file's colours. */
  readonly colours: readonly ColourStatement[];
  /** Colour space of a profile that is there, as ICC writes it: "RGB "; null where it is unknown, undefined where there is none. */
  readonly profile?: string | null;
  /** Pictures that are looked at by themselves, where the decoder does not count them. */
  readonly pictures: number;
  /** Pages, from 1 on, that say which parts of the first picture are seen. */
  readonly masks: readonly number[];
  /** The sample that is white, where the file says it, and how it does. */
  readonly white: { readonly value: number; readonly by: Param } | null;
}
