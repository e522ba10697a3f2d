/** @file JSON with the version of its format in it, brought to the newest one. */
import type { z } from "zod";
import { reason } from "../reason.ts";

export interface KeptFormat<T extends object> {
  /**
   * `migrations[n]` makes of what version n held what version n + 1 holds; the newest version is their number. Version 0 is what
   * was written before there were versions, without a number in it.
   */
  readonly migrations: readonly ((old: unknown) => unknown)[];
  /** Of the newest version, without the number. */
  readonly schema: z.ZodType<T>;
  readonly initial: T;
}

export type Understood<T> =
  | { readonly content: T }
  /** The version that it says it has. */
  | { readonly newer: number }
  /** Why it cannot be understood. */
  | { readonly damage: string };

export function understood<T extends object>(
  bytes: Uint8Array,
  { migrations, schema }: KeptFormat<T>,
): Understood<T> {
  let value: unknown;
  try {
    // A mark that an editor put before it is left out.
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { damage: bytes.length === 0 ? "it is empty" : "it is no JSON, or cut off" };
  }
  const { version, content } = opened(value);
  if (!Number.isSafeInteger(version) || Number(version) < 0)
    return { damage: `version: ${JSON.stringify(version)} is none` };
  if (Number(version) > migrations.length) return { newer: Number(version) };
  try {
    const newest = migrations.slice(Number(version)).reduce((old, next) => next(old), content);
    const parsed = schema.safeParse(newest);
    if (parsed.success) return { content: parsed.data };
    const [issue] = parsed.error.issues;
    const field = issue?.path.join(".") ?? "";
    return { damage: `${field === "" ? "" : `${field}: `}${issue?.message ?? "invalid"}` };
  } catch (cause) {
    return { damage: `version ${String(version)}: ${reason(cause)}` };
  }
}

function opened(value: unknown): { version: unknown; content: unknown } {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "version"))
    return { version: 0, content: value };
  const { version, ...content } = value as { version: unknown };
  return { version, content };
}
