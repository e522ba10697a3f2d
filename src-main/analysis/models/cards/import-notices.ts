/** @file What was assumed when a model was imported, kept beside its card: every result of it tells that again. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Card } from "../../../../src-core/contract/card.ts";
import type { Notice, NoticeCode } from "../../../../src-core/contract/notices.ts";
import { notice } from "../../../../src-core/contract/notices.ts";
import { parse } from "../../../../src-core/contract/parse.ts";
import { readJson } from "../files/source.ts";

const fileName = "assumed.json";

/** With what was assumed: who changes that in the card has said what it is. */
const schema = z.strictObject({
  activation: z.string(),
  color: z.string(),
  notices: z.array(notice),
});

/** The file that goes beside the card, under its name; none where nothing was assumed. */
export function keptNotices(
  { head: { activation }, input: { color } }: Pick<Card, "head" | "input">,
  notices: readonly Notice[],
): [name: string, content: Uint8Array][] {
  if (notices.length === 0) return [];
  return [[fileName, new TextEncoder().encode(JSON.stringify({ activation, color, notices }))]];
}

/** @throws UserError where the file is broken */
export async function noticesOfImport(folder: string, { head, input }: Card): Promise<Notice[]> {
  const path = join(folder, fileName);
  if (!existsSync(path)) return [];
  const assumed = parse(schema, await readJson(path), path, "invalid-model");
  const isSaid: Partial<Record<NoticeCode, boolean>> = {
    "activation-assumed": assumed.activation !== head.activation,
    "color-assumed": assumed.color !== input.color,
  };
  return assumed.notices.filter(({ code }) => isSaid[code] !== true);
}
