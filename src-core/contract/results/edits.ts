/** @file What a person corrected of what a network found: a layer over the detections, which stay as they are. */
import { z } from "zod";

const place = z.number();
const side = z.number().positive();

/** Pixels of the image; (0, 0) is the corner of the first one. */
export const correctedBox = z.strictObject({
  label: z.string().max(1000),
  x: place,
  y: place,
  width: side,
  height: side,
});

/** `of` is the box as the network found it: its place and its class are what it is known by, at whatever threshold. */
export const edit = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rejected"), of: correctedBox }),
  z.strictObject({
    kind: z.literal("relabelled"),
    of: correctedBox,
    label: z.string().max(1000),
  }),
  z.strictObject({ kind: z.literal("added"), id: z.string().max(64), box: correctedBox }),
]);

/** More than anybody does by hand; it bounds the file in which they are kept. */
export const mostEdits = 2000;

export const edits = z.array(edit).max(mostEdits);

export type CorrectedBox = z.infer<typeof correctedBox>;
export type Edit = z.infer<typeof edit>;

/** How many of the boxes of one result are corrected, and in which way. */
export interface EditCounts {
  readonly rejected: number;
  readonly relabelled: number;
  readonly added: number;
}
