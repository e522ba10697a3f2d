/** @file `fullconv bench`: one command for figures that others can repeat. */
import { documentText } from "./text/document.ts";
import { join } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { runBenchmark } from "../analysis/benchmark/benchmark.ts";
import { comparable } from "../analysis/benchmark/device-comparison.ts";
import { Library } from "../analysis/models/library.ts";
import { modelsFolder } from "../files/app-root.ts";
import { demandFolder, refuseExisting, writeNew } from "../files/atomic.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import { benchmarkText } from "./text/bench-text.ts";
import { say, StatusLine } from "./text/terminal.ts";

export interface BenchOptions {
  readonly models?: string;
  readonly sizes: readonly number[];
  readonly devices?: string;
  readonly rounds: number;
  readonly budget: number | "full";
  readonly out: string;
  readonly overwrite?: true;
  readonly json?: true;
}

/** Prints the table, or with --json the document, and writes both beside each other. */
export async function bench(
  analyst: Analyst,
  options: BenchOptions,
  signal: AbortSignal,
): Promise<void> {
  const { sizes, rounds, budget, out, json } = options;
  if (budget === "full")
    throw new UserError("invalid-request", "--budget full would take hours: name a time, as 3s");
  const overwrite = options.overwrite === true;
  const paths = ["json", "md"].map((ending) => join(out, `fullconv-bench.${ending}`));
  if (!overwrite) for (const path of paths) await refuseExisting(path);
  for (const device of options.devices?.split(",") ?? []) await analyst.checkDevice(device);
  // What takes minutes is not to be lost for want of a folder.
  await demandFolder(out);
  const library = new Library(modelsFolder(), userModelsFolder());
  const status = new StatusLine(false);
  const job = {
    signal,
    progress: (progress: Parameters<StatusLine["show"]>[1]) => {
      status.show("bench", progress);
    },
  };
  const models = options.models?.split(",") ?? (await library.ownCards()).map(({ id }) => id);
  const devices =
    options.devices?.split(",") ?? comparable(await analyst.devices({ again: false }, job));
  const request = { models, sizes, devices, rounds, budget };
  const result = await runBenchmark(analyst, library, request, job);
  status.clear();
  const [document, markdown] = [documentText(result, 2), benchmarkText(result)];
  for (const [index, path] of paths.entries())
    await writeNew(path, `${index === 0 ? document : markdown}\n`, { overwrite });
  console.log(json ? documentText(result) : markdown);
  say(`written: ${paths.join(", ")}`);
}
