/**
 * @file The end of a process that nobody expected, in codes and numbers, so that every language can tell it.
 * Codes are public: new ones may be added, none is renamed.
 */
import { z } from "zod";

/** What a signal, an exit code or the last words most often mean. */
export const endMeaning = z.enum([
  "killed",
  "native-fault",
  "native-fault-or-file-shrank",
  "processor-cannot",
  "native-gave-up",
  "asked-to-end",
  "no-memory",
  "heap-full",
  "library-missing",
  "app-file-missing",
  "memory-damaged",
  "nested-too-deep",
]);

export const howEnded = z.strictObject({
  signal: z.string().nullable(),
  exitCode: z.number().nullable(),
  meaning: endMeaning.nullable(),
  /** What the system said of it, in English, where there is neither signal nor exit code. */
  told: z.string().nullable(),
});

export const processEnd = z.strictObject({
  process: z.enum(["engine", "pictures"]),
  how: howEnded,
  /** What it was at; null where nothing was asked of it. */
  work: z
    .strictObject({
      /** Name of the method: `pass`, `baseline`, `openImage`. */
      task: z.string(),
      model: z.string().nullable(),
      image: z.string().nullable(),
      /** Of the image, `300×200`. */
      size: z.string().nullable(),
      device: z.string().nullable(),
    })
    .nullable(),
  /** Bytes that it held when it last told. */
  memory: z.number().nullable(),
  /** How often this model has ended it on this device, this one included. */
  times: z.int(),
});

export type EndMeaning = z.infer<typeof endMeaning>;
export type HowEnded = Readonly<z.infer<typeof howEnded>>;
export type ProcessEnd = Readonly<z.infer<typeof processEnd>>;
