/** @file The process that mutates and converts: `child.ts seed first count folder`. Another one watches it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import { caseOf } from "./cases.ts";
import { compare } from "./compare.ts";
import { convert, outcomeOf } from "./convert.ts";
import { Folder } from "./outside.ts";
import type { Done, Message } from "./protocol.ts";

const [seed = 0, first = 0, count = 0] = process.argv.slice(2, 5).map(Number);
const kept = process.argv[5] ?? "";

/** Said before the work begins: the process may not live to say it afterwards. */
const say = (message: Message): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });

/** Milliseconds of computing, not of waiting: other work on the machine is no conversion's fault. */
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const peak = (): number => process.resourceUsage().maxRSS / 1024;

const folder = new Folder();
for (let index = first; index < first + count; index++) await judge(index);
folder.remove();
process.disconnect();

async function judge(index: number): Promise<void> {
  const { kind, from, options, compared, bytes } = caseOf(seed, index, folder);
  await say({ type: "begun", index, phase: "convert" });
  const before = peak();
  const began = spent();
  let file: Uint8Array = new Uint8Array();
  let surgery: FullyConvolutional | undefined;
  let result: Pick<Done, "outcome" | "message"> = { outcome: "converted", message: "" };
  let milliseconds: number;
  try {
    file = await bytes();
    const start = spent();
    surgery = convert(file, options);
    milliseconds = spent() - start;
  } catch (cause) {
    milliseconds = spent() - began;
    const outcome = outcomeOf(cause);
    const told = cause instanceof Error ? cause : new Error(String(cause));
    result = { outcome, message: outcome === "defect" ? (told.stack ?? "") : told.message };
  }
  const grown = peak() - before;
  let comparison: Pick<Done, "compared" | "remark"> = { compared: undefined, remark: "" };
  if (surgery && compared) {
    writeFileSync(join(kept, "current.onnx"), file);
    await say({ type: "begun", index, phase: "engine" });
    const told = await compare(file, options, surgery);
    if (!told) comparison = { compared: "equal", remark: "" };
    else if ("wrong" in told) comparison = { compared: "wrong", remark: told.wrong };
    else comparison = { compared: "unknown", remark: told.reason };
  }
  if (result.outcome === "defect" || comparison.compared === "wrong")
    writeFileSync(join(kept, `${seed}-${index}.onnx`), file);
  const common = { type: "done", index, kind, from, milliseconds, grown } as const;
  await say({ ...common, ...result, ...comparison, peak: peak() });
}
