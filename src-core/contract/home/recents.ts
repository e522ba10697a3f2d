/** @file The images that were looked at lately, as the window knows them: where their files lie is the host's to know. */
import { z } from "zod";

/** So many are kept. */
export const mostRecents = 24;

/** Characters of a picture's address: a side of 96 pixels needs a few thousand. */
const largestThumbnail = 64_000;

const thumbnail = z
  .string()
  .max(largestThumbnail)
  .regex(/^data:image\/(?:webp|png|jpeg);base64,[A-Za-z0-9+/]+=*$/, "is no small picture");

/** `POST /api/recents`: an analysis was looked at. */
export const recentRequest = z.strictObject({
  analysis: z.string(),
  /** Null where none could be made. */
  thumbnail: thumbnail.nullable(),
});

/** `GET /api/recents`: the newest first. */
export const recentImage = z.strictObject({
  id: z.string(),
  name: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Id of the model that looked at it last. */
  model: z.string(),
  /** Milliseconds since 1970. */
  when: z.number().nonnegative(),
  /** Detections, as many as the result had. */
  found: z.int().nonnegative(),
  thumbnail: thumbnail.nullable(),
  /** Whether the host can open it again: of what a browser sent only while it still has the file. */
  openable: z.boolean(),
});

export type RecentRequest = z.infer<typeof recentRequest>;
export type RecentImage = z.infer<typeof recentImage>;
