/** @file The process that damages files and reads them: `child.ts seed first count`. Another one watches it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../../../src-core/contract/failure.ts";
import { Draw } from "../draw.ts";
import { damagedText } from "./damage.ts";
import { parsers } from "./parsers.ts";
import type { FileCase, FileMessage } from "./watch.ts";

const [seed = 0, first = 0, count = 0] = process.argv.slice(2, 5).map(Number);
const kept = process.argv[5] ?? "";

/** Said before the work begins: the process may not live to say it afterwards. */
const say = (message: FileMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });

const known = await parsers();
const names = Object.keys(known);
for (let index = first; index < first + count; index++) await judge(index);
process.disconnect();

async function judge(index: number): Promise<void> {
  const draw = new Draw(seed * 1_000_003 + index * 7919);
  const name = draw.pick(names) ?? "";
  const parser = known[name];
  if (!parser) throw new Error(`no parser ${name}`);
  const seedOf = (): Uint8Array => draw.pick(parser.seeds) ?? new Uint8Array();
  const bytes = damagedText(seedOf(), draw, seedOf);
  await say({ type: "begun", index, name });
  const folder = mkdtempSync(join(tmpdir(), "fuzz-file-"));
  const start = performance.now();
  let told: Pick<FileCase, "outcome" | "message"> = { outcome: "read", message: "" };
  try {
    await parser.read(bytes, folder);
  } catch (cause) {
    told = judged(cause);
    if (told.outcome === "defect") writeFileSync(join(kept, `${name}-${index}`), bytes);
  }
  const milliseconds = performance.now() - start;
  rmSync(folder, { recursive: true, force: true });
  const peak = process.resourceUsage().maxRSS / 1024;
  await say({ type: "done", index, name, ...told, milliseconds, peak });
}

/** A refusal is one line in words, and what it was made of no slip of ours. */
function judged(cause: unknown): Pick<FileCase, "outcome" | "message"> {
  const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  if (!(cause instanceof UserError)) return { outcome: "defect", message };
  const slip = cause.cause instanceof TypeError || cause.cause instanceof RangeError;
  const isLine = cause.message.length < 2000 && !/[\n\r\0]/.test(cause.message);
  return slip || !isLine ? { outcome: "defect", message } : { outcome: "refused", message: "" };
}
