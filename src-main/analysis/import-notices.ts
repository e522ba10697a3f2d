/** @file What was assumed when a model was imported, kept beside its card: every result of it tells that again. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Card } from "../../src-core/contract/card.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import { notice } from "../../src-core/contract/notices.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { readJson } from "./source.ts";

const fileName = "assumed.json";

/** The activation stands with them: who changes it in the card has said what it is. */
const schema = z.strictObject({ activation: z.string(), notices: z.array(notice) });

/** The file that goes beside the card, under its name; none where nothing was assumed. */
export const keptNotices = (
  { head }: Pick<Card, "head">,
  notices: readonly Notice[],
): [name: string, content: Uint8Array][] =>
  notices.length === 0
    ? []
    : [
        [
          fileName,
          new TextEncoder().encode(JSON.stringify({ activation: head.activation, notices })),
        ],
      ];

/** @throws UserError where the file is broken */
export async function noticesOfImport(folder: string, { head }: Card): Promise<Notice[]> {
  const path = join(folder, fileName);
  if (!existsSync(path)) return [];
  const { activation, notices } = parse(schema, await readJson(path), path, "invalid-model");
  return activation === head.activation ? notices : [];
}
