/**
 * @file What a window knows of itself when it is loaded anew: which image it showed, where, and with what. It is kept for this window
 * alone and as long as it is open, and names things by the host's ids: the host knows what they are, as long as it runs.
 */
import { z } from "zod";
import { emptyWindow } from "../../../src-core/contract/desktop.ts";
import { objectSizes, scales } from "../../../src-core/contract/api.ts";
import type { EarlierJobs, RequestedScales } from "../analysis/pass-options.ts";

const key = "fullconv-window";

/** The middle of what is seen (pixels of the image) and CSS pixels for each of its pixels. */
const place = z.strictObject({ x: z.number(), y: z.number(), scale: z.number().positive() });

const remembered = z.strictObject({
  image: z.string(),
  model: z.string(),
  everyPixel: z.boolean(),
  scales: z
    .union([z.strictObject({ scales }), z.strictObject({ objects: objectSizes })])
    .nullable(),
  /** Class whose heat-map is shown; null for all objects. */
  label: z.string().nullable(),
  pass: z.string().nullable(),
  repetition: z.string().nullable(),
  baseline: z.string().nullable(),
  budget: z.union([z.number(), z.literal("full")]),
  /** Null where the image is fitted into its stage. */
  place: place.nullable(),
});

export type Remembered = z.infer<typeof remembered>;
export type ImagePlace = z.infer<typeof place>;

/** Whether the address asks for an empty window: once, who loads the page anew later wants what it showed then. */
export function beginsEmpty(): boolean {
  if (!new URLSearchParams(location.search).has(emptyWindow)) return false;
  history.replaceState(null, "", location.pathname);
  return true;
}

/** Null where there is nothing that can be understood. */
export function readRemembered(): Remembered | null {
  try {
    const kept = remembered.safeParse(JSON.parse(sessionStorage.getItem(key) ?? "null"));
    return kept.data ?? null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing loads the window empty, as before. */
export function remember(now: Remembered | null): void {
  try {
    if (now) sessionStorage.setItem(key, JSON.stringify(now));
    else sessionStorage.removeItem(key);
  } catch {
    return;
  }
}

/** What a window is at. */
interface Seen {
  readonly image: { readonly id: string } | null;
  readonly model: { readonly id: string } | null;
  readonly everyPixel: boolean;
  readonly requestedScales: RequestedScales | null;
  readonly overlay: { readonly choice: { readonly label: string | null } };
  readonly place: ImagePlace | null;
}

/** Null where it shows no image. */
export function rememberedOf(seen: Seen, jobs: EarlierJobs): Remembered | null {
  const { image, model, everyPixel, requestedScales: scales, overlay, place } = seen;
  if (!image || !model) return null;
  const { label } = overlay.choice;
  return { image: image.id, model: model.id, everyPixel, scales, label, ...jobs, place };
}
