/** @file What the host tells of itself and of what ended, for its user to read and to share. */
import { z } from "zod";

/** `GET /api/diagnostics?paths=0|1&report=<id>`: a text; without a report's id it is that of now. */
export const diagnosticsText = z.strictObject({ text: z.string() });

/** A process that ended unexpectedly, and was not read about yet. */
export const endReport = z.strictObject({
  id: z.string(),
  what: z.enum(["app", "engine", "pictures", "window"]),
  /** ISO 8601. */
  at: z.string(),
});

/** `GET /api/reports`, oldest first; `DELETE /api/reports/:id`: it was read, and is offered no more. */
export const endReports = z.array(endReport);

export type EndReport = z.infer<typeof endReport>;
