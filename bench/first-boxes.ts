/**
 * @file How soon the boxes of an image are there: by the window's way (upload, a pass, its result, as the api gives them) next to
 * `analyze --runs 1`, in turns, both with everything started; and when the first box of a tile was told.
 *
 *   npm run build && npm run bench:first-boxes -- [--side 5500] [--model lenet-digits] [--rounds 5]
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { jobEvent, openedImage } from "../src-core/contract/api.ts";
import { statistics } from "../src-main/analysis/jobs/timing.ts";
import { admitted } from "../test/support/http/admitted.ts";
import { serve } from "../test/support/processes/served.ts";
import { sheets } from "./large/picture.ts";
import { machine } from "./speed/machine.ts";
import { machineText } from "./speed/table.ts";

const { values: options } = parseArgs({
  options: {
    side: { type: "string", default: "5500" }, // 30 megapixels
    model: { type: "string", default: "lenet-digits" },
    rounds: { type: "string", default: "5" },
  },
});
const { model } = options;
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "fullconv-bench-"));
const path = join(folder, "sheet.png");
const side = Number(options.side);
await (await sheets(side, side)).png({ compressionLevel: 1 }).toFile(path);
const server = await serve();
const { origin, headers } = await admitted(server.address);

const ask = async (route: string, body: Uint8Array<ArrayBuffer> | string): Promise<Response> => {
  const answer = await fetch(`${origin}/api${route}`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${route}: ${await answer.text()}`);
  return answer;
};

/** Milliseconds from the upload on. */
async function byApi(bytes: Uint8Array<ArrayBuffer>): Promise<{ first: number; all: number }> {
  const start = performance.now();
  const image = openedImage.parse(await (await ask("/images?name=sheet.png", bytes)).json());
  const asked = { image: image.id, model, runs: 1, warmUp: false };
  const { body } = await ask("/analyses", JSON.stringify(asked));
  let [text, first, all] = ["", NaN, NaN];
  const decoder = new TextDecoder();
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const event = jobEvent.parse(JSON.parse(line));
      if (event.type === "failed") throw new Error(event.error.message);
      if (event.type === "found" && event.boxes.length > 0 && Number.isNaN(first))
        first = performance.now() - start;
      if (event.type === "result") all = performance.now() - start;
    }
  }
  await fetch(`${origin}/api/images/${image.id}`, { method: "DELETE", headers });
  return { first: Number.isNaN(first) ? all : first, all };
}

async function byCommand(): Promise<number> {
  const start = performance.now();
  const options = ["--model", model, "--method", "fcn", "--runs", "1", "--json"];
  await run(process.execPath, ["dist/cli.js", "analyze", path, ...options], {
    maxBuffer: 2 ** 30,
  });
  return performance.now() - start;
}

try {
  const bytes = new Uint8Array(await readFile(path));
  await byApi(bytes); // the engine's process is started with the first image
  const rounds: { first: number; all: number; command: number }[] = [];
  while (rounds.length < Number(options.rounds)) {
    const command = await byCommand();
    rounds.push({ ...(await byApi(bytes)), command });
  }
  const told = (values: readonly number[], digits: number): string => {
    const { median, min, max } = statistics(values);
    return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
  };
  const of = (name: "first" | "all" | "command"): number[] => rounds.map((one) => one[name]);
  console.log(`${model} on ${side}×${side}, ${rounds.length} rounds; ${machineText(machine())}`);
  console.log(`  analyze --runs 1       ${told(of("command"), 0)} ms`);
  console.log(`  window, first boxes    ${told(of("first"), 0)} ms`);
  console.log(`  window, all boxes      ${told(of("all"), 0)} ms`);
  const ratios = rounds.map(({ all, command }) => all / command);
  console.log(`  all boxes / analyze    ${told(ratios, 2)} (aimed at: ≤ 1.15)`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
