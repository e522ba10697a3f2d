/** @file Many images as a batch: decoded, run and written side by side, printed in their order, and gone on with later. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst, OpenedModel } from "../analysis/analyst.ts";
import type { ModelRequest } from "../analysis/models/library.ts";
import type { ScaleOptions } from "../analysis/subject/scales.ts";
import { appVersion } from "../files/app-root.ts";
import { Batch } from "../batch/batch.ts";
import { Journal, journalName } from "../batch/journal.ts";
import type { ScanResult } from "../batch/scan.ts";
import type { BatchSettings } from "../batch/settings.ts";
import { identify, ownThreshold } from "../batch/settings.ts";
import { tableLines, tableName, withOthers } from "../batch/table.ts";
import { refuseExisting, writeNew } from "../files/atomic.ts";
import type { AnalyzeOptions, GivenOptions } from "./analyze-options.ts";
import { exportsOf } from "./analyze-options.ts";
import { BatchPrinter } from "./text/batch-printer.ts";
import { say } from "./text/terminal.ts";
import { temporaryFolder } from "../files/temporaries.ts";

/** @returns the exit status @throws UserError when the folder has a journal that does not fit this call */
export async function analyzeBatch(
  analyst: Analyst,
  inputs: ScanResult,
  { model, opened }: { readonly model: ModelRequest & ScaleOptions; readonly opened: OpenedModel },
  options: AnalyzeOptions,
  given: GivenOptions,
  signal: AbortSignal,
): Promise<number> {
  const { stride, device, threshold, nms: overlap, memory, out, overwrite } = options;
  // Medians are for comparisons; a folder is to be done.
  const runs = given.runs ? options.runs : 1;
  const exports = exportsOf(options);
  const same = {
    stride,
    overlap,
    runs,
    device,
    exports,
    threshold: threshold ?? ownThreshold(opened.head),
  };
  const settings = { ...identify(model, opened), ...same };
  await using held = await holdJournal(settings, options, given);
  const mark = { sha256: opened.sha256, card: opened.identity.card };
  const request = { ...model, mark, runs, threshold, overlap, device, memory, exports };
  const { journal } = held;
  journal.notes.forEach(say);
  const batch = new Batch({
    analyst,
    journal,
    request,
    folder: out,
    overwrite: overwrite === true,
  });
  batch.add(inputs.images);
  await batch.retry(); // What failed last time may be mended.
  sayRenewed(out, await batch.renew());
  const printer = new BatchPrinter(batch, options);
  const stop = (): void => void batch.stop();
  signal.addEventListener("abort", stop);
  if (!signal.aborted) batch.start();
  await batch.idle();
  signal.removeEventListener("abort", stop);
  await printer.end(inputs.skipped);
  if (given.out && exports.includes("csv")) await writeTable(batch, journal, options);
  const { status, message, failed } = batch.standing;
  if (message) say(message.message);
  if (status !== "done" && given.out) say("to go on, repeat the command with --resume");
  else if (status !== "done") say("to be able to go on after a stop, name a folder with --out");
  return failed > 0 || status !== "done" ? 1 : 0;
}

function sayRenewed(out: string, { items, missing }: Awaited<ReturnType<Batch["renew"]>>): void {
  const [first, ...others] = missing;
  if (first === undefined) return;
  const files = others.length === 0 ? first : `${first} and ${others.length} more`;
  const images = items === 1 ? "1 image is" : `${items} images are`;
  say(`${out}: ${images} done again, whose outputs are not there any longer: ${files}`);
}

/** What stands there is of an earlier run of this journal: see `holdJournal`. */
function writeTable(batch: Batch, journal: Journal, { out, quiet }: AnalyzeOptions): Promise<void> {
  const items = batch.page(0, batch.standing.total);
  const others = journal.others(items.map(({ index }) => batch.item(index).path));
  if (others.length > 0 && !quiet)
    say(`${join(out, tableName)}: has the ${others.length} images of earlier calls, too`);
  const content = Readable.from(tableLines(withOthers(items, others)));
  return writeNew(join(out, tableName), content, { overwrite: true });
}

interface HeldJournal extends AsyncDisposable {
  readonly journal: Journal;
}

/** In the output folder that the user named; elsewhere only as long as it is needed. */
async function holdJournal(
  settings: BatchSettings,
  { out, resume, overwrite }: AnalyzeOptions,
  given: GivenOptions,
): Promise<HeldJournal> {
  const folder = given.out ? out : await temporaryFolder("batch");
  if (given.out && !overwrite && settings.exports.includes("csv") && !(await Journal.isIn(folder)))
    await refuseExisting(join(folder, tableName));
  if (given.out && !resume && (await Journal.isIn(folder))) {
    if (!overwrite)
      throw new UserError(
        "output-exists",
        `${join(folder, journalName)}: results of an earlier run are there: go on with --resume, begin anew with --overwrite, or name another folder with --out`,
      );
    await rm(join(folder, journalName));
  }
  const journal = await Journal.open(folder, settings, appVersion());
  return {
    journal,
    [Symbol.asyncDispose]: async () => {
      await journal.close();
      if (!given.out) await rm(folder, { recursive: true, force: true });
    },
  };
}
