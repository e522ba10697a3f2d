/** @file What reads files of a kind, and whole ones of them. */

export interface Parser {
  /** Whole files. */
  readonly seeds: readonly Uint8Array[];
  /** @param folder empty @throws UserError where the bytes are none of its files */
  readonly read: (bytes: Uint8Array, folder: string) => Promise<unknown>;
}
