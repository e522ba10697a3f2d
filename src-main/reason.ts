import { oneLine } from "../src-core/printable.ts";

/** The first line of what went wrong. */
export const reason = (cause: unknown): string =>
  oneLine((cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "");
