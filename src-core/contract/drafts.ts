/** @file Models that are about to be added: their files come first, then questions and answers, until one is kept. */
import { z } from "zod";
import { answers, naming } from "./examined.ts";

/** `POST /api/drafts`: a model to be; its files follow. */
export const draft = z.strictObject({ id: z.string() });

/** A draft whose file the host has opened itself. */
export const namedDraft = draft.extend({ name: z.string() });

/** Bytes that one uploaded file may have. */
export const largestModelFile = 4 * 1024 ** 3;

/** The name of a file without its folder: it becomes a file in the draft's own folder, and in no other. */
export const fileName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !/[/\\:]|\p{Cc}|\.\./u.test(name) && name !== ".", {
    message: "must be the name of a file, without folders",
  });

/** `POST /api/drafts/:id/files?name=net.onnx`, and `POST /api/drafts/:id/path` of the desktop. */
export const draftFile = z.strictObject({ name: z.string() });

/** `POST /api/drafts/:id/examine`: answers with what was read off the file and what is still to be answered. */
export const examineRequest = z.strictObject({ answers });

/** `POST /api/drafts/:id/keep`: answers with the model, which is one of the user's own from then on. */
export const keepRequest = z.strictObject({ answers, naming });

export type NamedDraft = z.infer<typeof namedDraft>;
export type KeepRequest = z.infer<typeof keepRequest>;
