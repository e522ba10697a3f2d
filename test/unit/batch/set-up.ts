/** @file A batch over images that a fake analyst answers when the test says so. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { ExportName } from "../../../src-core/contract/exports.ts";
import { Batch } from "../../../src-main/batch/batch.ts";
import { collectInputs } from "../../../src-main/batch/inputs.ts";
import { Journal } from "../../../src-main/batch/journal.ts";
import { FakeAnalyst } from "../../support/fake-analyst.ts";
import { temporaryFolder } from "../../support/folder.ts";

const root = temporaryFolder();
let count = 0;
const journals: Journal[] = [];
afterAll(() => Promise.all(journals.map((journal) => journal.close())));

/** A batch of files `0.png`, `1.png` … ; `again` opens its folders once more, as a later run does. */
export async function setUp(
  names: number | readonly string[],
  exports: readonly ExportName[] = [],
) {
  const home = join(root, String(count++));
  const [input, output] = [join(home, "in"), join(home, "out")];
  mkdirSync(input, { recursive: true });
  const list =
    typeof names === "number" ? Array.from({ length: names }, (_, i) => `${i}.png`) : names;
  for (const name of list) writeFileSync(join(input, name), "image");
  const again = async () => {
    const analyst = new FakeAnalyst();
    const same = { stride: "native" as const, threshold: 0.5, runs: 1, device: "auto" };
    const settings = { ...same, model: "m", sha256: "a", said: "", exports: [...exports] };
    const journal = await Journal.open(output, settings, "1");
    journals.push(journal);
    const request = { ...same, model: "m", exports };
    const batch = new Batch({ analyst, journal, request, folder: output, overwrite: false });
    batch.add((await collectInputs([input])).images);
    return { batch, analyst, journal, input, output, again };
  };
  return again();
}

export const statuses = (batch: Batch): string =>
  batch
    .page(0, 1000)
    .map(({ status }) => status.charAt(0))
    .join("");

/** Until the queue has moved. */
export const until = (what: () => boolean): Promise<void> =>
  expect
    .poll(what, { interval: 1 })
    .toBe(true)
    .then(() => undefined);
