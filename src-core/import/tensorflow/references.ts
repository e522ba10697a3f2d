/** @file Which layers a call reads: Keras 2 writes `["name", 0, 0, {}]`, Keras 3 objects with a `keras_history`. */
import { z } from "zod";

export interface Reference {
  readonly layer: string;
  /** Which of the layer's calls. */
  readonly call: number;
  readonly output: number;
}

const pointer = z.tuple([z.string(), z.int().nonnegative(), z.int().nonnegative()], z.unknown());
const history = z.object({ config: z.object({ keras_history: pointer }) });

/** Every reference in the structure, in order. */
export function references(structure: unknown): Reference[] {
  const here =
    pointer.safeParse(structure).data ?? history.safeParse(structure).data?.config.keras_history;
  if (here) return [{ layer: here[0], call: here[1], output: here[2] }];
  if (Array.isArray(structure)) return structure.flatMap((part: unknown) => references(part));
  if (typeof structure === "object" && structure !== null)
    return Object.values(structure).flatMap((part) => references(part));
  return [];
}
