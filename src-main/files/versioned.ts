/** @file JSON with the version of its format in it, brought to the newest one. */
import type { Message } from "../../src-core/messages/template.ts";
import { raw, said } from "../../src-core/messages/said.ts";
import type { z } from "zod";
import { why } from "../reason.ts";

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
  | { readonly damage: Message };

export function understood<T extends object>(
  bytes: Uint8Array,
  { migrations, schema }: KeptFormat<T>,
): Understood<T> {
  let value: unknown;
  try {
    // A mark that an editor put before it is left out.
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { damage: said(bytes.length === 0 ? "files.damage-empty" : "files.damage-no-json") };
  }
  const { version, content } = opened(value);
  if (!Number.isSafeInteger(version) || Number(version) < 0)
    return { damage: said("files.damage-version", { version: JSON.stringify(version) }) };
  if (Number(version) > migrations.length) return { newer: Number(version) };
  try {
    const newest = migrations.slice(Number(version)).reduce((old, next) => next(old), content);
    const parsed = schema.safeParse(newest);
    if (parsed.success) return { content: parsed.data };
    const [issue] = parsed.error.issues;
    const field = issue?.path.join(".") ?? "";
    const told = raw(issue?.message ?? "invalid");
    return { damage: field === "" ? told : said("files.damage-field", { field, why: told }) };
  } catch (cause) {
    return { damage: said("files.damage-old", { version: String(version), why: why(cause) }) };
  }
}

function opened(value: unknown): { version: unknown; content: unknown } {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "version"))
    return { version: 0, content: value };
  const { version, ...content } = value as { version: unknown };
  return { version, content };
}
