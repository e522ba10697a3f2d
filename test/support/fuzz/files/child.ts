/** @file The process that damages files and reads them: `child.ts seed first count`. Another one watches it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Draw } from "../draw.ts";
import { slipIn } from "../refusal.ts";
import { damagedText } from "./damage.ts";
import { keptParsed } from "./kept-parsed.ts";
import { parsers } from "./parsers.ts";
import type { FileCase, FileMessage } from "./watch.ts";

const [seed = 0, first = 0, count = 0] = process.argv.slice(2, 5).map(Number);
const defects = process.argv[5] ?? "";

/** Said before the work begins: the process may not live to say it afterwards. */
const say = (message: FileMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });

const known = await parsers();
const names = Object.keys(known);
const corpus = keptParsed();
for (let index = first; index < first + count; index++) await judge(index);
process.disconnect();

/** @param index below 0 of a file that is kept */
async function judge(index: number): Promise<void> {
  const draw = new Draw(seed * 1_000_003 + index * 7919);
  const kept = corpus[-index - 1];
  const name = kept?.parser ?? draw.pick(names) ?? "";
  const parser = known[name];
  if (!parser) throw new Error(`no parser ${name}`);
  const seedOf = (): Uint8Array => draw.pick(parser.seeds) ?? new Uint8Array();
  const bytes = kept?.bytes ?? damagedText(seedOf(), draw, seedOf);
  await say({ type: "begun", index, name });
  const folder = mkdtempSync(join(tmpdir(), "fuzz-file-"));
  const start = performance.now();
  let told: Pick<FileCase, "outcome" | "message"> = { outcome: "read", message: "" };
  try {
    await parser.read(bytes, folder);
  } catch (cause) {
    const slip = slipIn(cause);
    told = slip ? { outcome: "defect", message: slip } : { outcome: "refused", message: "" };
    if (slip) writeFileSync(join(defects, `${name}-${index}`), bytes);
  }
  const milliseconds = performance.now() - start;
  rmSync(folder, { recursive: true, force: true });
  const peak = process.resourceUsage().maxRSS / 1024;
  await say({ type: "done", index, name, ...told, milliseconds, peak });
}
