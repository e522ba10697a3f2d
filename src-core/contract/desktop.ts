/** @file What the desktop around the window and the window tell each other. */
import { z } from "zod";

/**
 * A file or folder that the host was asked to open, for a batch: it lies where it lies, and the window names it by an opaque
 * id (`POST /api/batches/:id/offer`).
 */
export const offer = z.strictObject({ id: z.string(), name: z.string(), isFolder: z.boolean() });

/** `GET /api/offers/:id`: what is in it. */
export const offered = z.strictObject({
  images: z.int().nonnegative(),
  /** Files, and folders with all they hold, that are left out. */
  skipped: z.int().nonnegative(),
  problems: z.array(z.string()),
});

/** `POST /api/batches/:id/offer` → what was added. */
export const offerRequest = z.strictObject({ offer: offer.shape.id });

export type Offer = z.infer<typeof offer>;
export type Offered = z.infer<typeof offered>;
