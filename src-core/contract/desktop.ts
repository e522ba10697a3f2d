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

/** Parameter of the window's address with which it begins empty: what it showed may be why it died. */
export const emptyWindow = "empty";

/** What the window does at a key or at an item of the desktop's menu. */
export const windowCommand = z.enum([
  "overlay",
  "boxes",
  "measure",
  "stop",
  "previous",
  "next",
  "zoom-in",
  "zoom-out",
  "fit",
  "export",
  "diagnostics",
  "theme-auto",
  "theme-light",
  "theme-dark",
]);

/** `POST /api/window`: desktop only, with the preload's key. What the window is at, as often as it changes. */
export const windowState = z.strictObject({
  locale: z.string().max(20),
  theme: z.enum(["auto", "light", "dark"]),
  /** Id of the image that is shown. */
  image: z.string().nullable(),
  /** How far a pass, or what has to be done before it, has come; null where none runs or nobody can tell. */
  pass: z.strictObject({ running: z.boolean(), share: z.number().min(0).max(1).nullable() }),
  /** Those that can be used now, and those that are on. */
  commands: z.array(windowCommand),
  on: z.array(windowCommand),
});

export type WindowCommand = z.infer<typeof windowCommand>;
export type WindowState = z.infer<typeof windowState>;
