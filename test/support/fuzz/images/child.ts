/** @file The process that damages images and looks at them: `child.ts seed first count folder`. Another one watches it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Seen, Verdict } from "../../images/damage.ts";
import { judge, look } from "../../images/damage.ts";
import type { ImageFile } from "../../images/image-files.ts";
import { imageFiles } from "../../images/image-files.ts";
import { keptFiles } from "../kept.ts";
import { slipIn } from "../refusal.ts";
import { imageCase } from "./cases.ts";
import type { ImageDone, ImageMessage } from "./watch.ts";

const [seed = 0, first = 0, count = 0] = process.argv.slice(2, 5).map(Number);
const kept = process.argv[5] ?? "";

/** Said before the work begins: the process may not live to say it afterwards. */
const say = (message: ImageMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });

const folder = mkdtempSync(join(tmpdir(), "fuzz-images-"));
process.env["FULLCONV_CACHE"] = join(folder, "cache");
const files = imageFiles();
const corpus = keptFiles("images");
const whole = new Map<string, Seen>();
for (let index = first; index < first + count; index++)
  await (index < 0 ? once(index) : try_(index));
rmSync(folder, { recursive: true, force: true });
process.disconnect();

async function seenWhole({ name, bytes }: ImageFile, large: boolean): Promise<Seen> {
  const key = `${String(large)}-${name}`;
  const known = whole.get(key);
  if (known) return known;
  const path = join(folder, `whole-${key}`);
  writeFileSync(path, bytes);
  const seen = await look(path, large);
  whole.set(key, seen);
  return seen;
}

async function try_(index: number): Promise<void> {
  const { file, damage, large } = imageCase(files, seed, index);
  const name = `${file.name}, ${damage.kind}, ${damage.what}${large ? ", large" : ""}`;
  const part = { cut: "cut", directory: "directory" }[damage.kind as string];
  const what = part ?? (damage.free ? "values" : "structure");
  const of = await seenWhole(file, large);
  writeFileSync(join(kept, "current"), damage.bytes);
  await tell({ index, name, format: file.format, what }, damage.bytes, () =>
    judge(join(folder, file.name), damage, of, large),
  );
}

/** What is kept has to be refused, or shown, on both ways. */
async function once(index: number): Promise<void> {
  const { name, bytes } = corpus[-index - 1] ?? { name: "", bytes: new Uint8Array() };
  const path = join(folder, name);
  writeFileSync(path, bytes);
  await tell({ index, name, format: "kept", what: "file" }, bytes, async () => {
    await look(path, false);
    await look(path, true);
    return { verdict: "same", message: "" };
  });
}

async function tell(
  about: Pick<ImageDone, "index" | "name" | "format" | "what">,
  bytes: Uint8Array,
  look: () => Promise<{ verdict: Verdict; message: string }>,
): Promise<void> {
  await say({ type: "begun", index: about.index, name: about.name });
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  let told: Pick<ImageDone, "verdict" | "message">;
  try {
    told = await look();
  } catch (cause) {
    const slip = slipIn(cause);
    told = slip ? { verdict: "wrong", message: slip } : { verdict: "error", message: "" };
  }
  const milliseconds = performance.now() - start;
  if (told.verdict === "wrong") writeFileSync(join(kept, `${seed}-${about.index}`), bytes);
  const peak = process.resourceUsage().maxRSS;
  const memory = { peak: peak / 1024, grown: (peak - before) / 1024 };
  await say({ type: "done", ...about, ...told, ...memory, milliseconds });
}
