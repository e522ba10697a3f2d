/**
 * @file Run by itself (start.ts), in a network of its own where the system allows it: a served session, and beside it the
 * command's work. Tells the test by lines of JSON what was seen.
 */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { analyseSample, entranceOf } from "./browser.ts";
import { startResolver } from "./resolver.ts";
import type { Report, Telling } from "./told.ts";
import type { Watched } from "./watched.ts";
import { watch } from "./watched.ts";

const wish = z.object({
  folder: z.string(),
  /** Of the app's processes, beside their folders. */
  more: z.record(z.string(), z.string()),
  /** Arguments of the command, run one after the other while the session is served. */
  commands: z.array(z.array(z.string())),
  /** Whether this network has nobody else in it, and a name server is wanted. */
  closed: z.boolean(),
});

const { folder, more, commands, closed } = wish.parse(JSON.parse(process.argv[2] ?? ""));
const folders = { HOME: join(folder, "home"), TMPDIR: join(folder, "tmp") };
for (const path of [...Object.values(folders), join(folder, "work")])
  mkdirSync(path, { recursive: true });
const place = {
  folder,
  environment: { PATH: process.env["PATH"] ?? "", ...folders, ...more },
};
const resolver = closed ? await startResolver() : null;
const all: Watched[] = [];

const start = (args: readonly string[]): Watched => {
  const watched = watch(args, place);
  all.push(watched);
  return watched;
};
const tell = (told: Telling): void => {
  process.stdout.write(`${JSON.stringify(told)}\n`);
};
const report = (): Report => ({
  names: [...new Set(resolver?.names)],
  contacts: [...new Set(all.flatMap((watched) => watched.contacts()))],
  files: ["home", "tmp", "work"].flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)),
  ),
});

const served = start(["serve", "--port", "0"]);
const output = served.process.stdout;
if (!output) throw new Error("the server has no output");
const last = await analyseSample(await entranceOf(output), "lenet-digits");
tell({ type: "analysed", last });
for (const args of commands) {
  const command = start(args);
  command.process.stdout?.resume();
  tell({ type: "ended", args, status: await command.ended });
}
tell({ type: "through", report: report() });
// On it goes until the test has seen enough: whoever reports home does so after a while.
const end = new AbortController();
process.stdin.once("data", () => {
  end.abort();
});
while (!end.signal.aborted) {
  if (resolver && resolver.names.length > 0) tell({ type: "heard", names: [...resolver.names] });
  await sleep(500, undefined, { signal: end.signal }).catch(() => undefined);
}
served.interrupt();
tell({ type: "ended", args: ["serve"], status: await served.ended });
tell({ type: "report", report: report() });
resolver?.close();
process.exit(0);
