/** @file A network layer by layer, as the window's page on why it works shows it. Lengths are pixels of the network's input. */
import { z } from "zod";

const count = z.int().nonnegative();
const length = z.int().positive();
const size = z.strictObject({ width: length, height: length });
const step = z.strictObject({ x: z.number(), y: z.number() });
const cells = z.strictObject({ columns: count, rows: count });

/** `GET /api/models/:id/layers?width=280&height=280`: on an image of this size; on one window where it is left out. */
export const layersQuery = z.strictObject({
  width: z.coerce.number().pipe(length.max(2 ** 24)),
  height: z.coerce.number().pipe(length.max(2 ** 24)),
});

/** An operator with weights or a window, as the converted network has it. */
export const networkLayer = z.strictObject({
  name: z.string(),
  operator: z.string(),
  /** What it was before the surgery; null where it was the same. */
  was: z.string().nullable(),
  kernel: size,
  stride: step,
  dilation: step,
  /** Elements that are added; negative: cut. */
  pads: z.strictObject({ left: z.int(), top: z.int(), right: z.int(), bottom: z.int() }),
  channels: count,
  parameters: count,
  /** Cell (r, c) depends on the pixels from (offset.x + c · jump.x, offset.y + r · jump.y) on, as many as `field`. */
  field: size,
  jump: step,
  offset: step,
  /** Of its output on the image, and on one window. */
  cells,
  cellsOfWindow: cells,
  /** On the image, and on one window; a multiply-add counts as two. */
  flops: z.number().nonnegative(),
  flopsOfWindow: z.number().nonnegative(),
});

/** `layers` is null, like all that follows from them, where nobody has looked into the network. */
export const networkLayers = z.strictObject({
  model: z.string(),
  image: size,
  window: size,
  layers: z.array(networkLayer).nullable(),
  /** Of the cells of its map. */
  stride: step.nullable(),
  flops: z.strictObject({ pass: z.number(), window: z.number() }).nullable(),
  /** Whether a cell stands for a window that the classifier can be shown. */
  hasWindows: z.boolean(),
});

export type NetworkLayer = z.infer<typeof networkLayer>;
export type NetworkLayers = z.infer<typeof networkLayers>;
