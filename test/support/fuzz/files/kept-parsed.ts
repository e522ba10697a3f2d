/** @file The kept files of each parser: a folder has its name. */
import { readdirSync } from "node:fs";
import type { Kept } from "../kept.ts";
import { keptFiles } from "../kept.ts";

export const keptParsed = (): (Kept & { readonly parser: string })[] =>
  readdirSync(new URL("../../../fixtures/fuzz/files/", import.meta.url))
    .sort()
    .flatMap((parser) => keptFiles(`files/${parser}`).map((kept) => ({ ...kept, parser })));
