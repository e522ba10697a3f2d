/** @file The process that asks the app's api: `child.ts seed first count folder`. Another one watches it. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { errorResponse } from "../../../../src-core/contract/api.ts";
import { writeModel } from "../../../../src-core/network/onnx/model.ts";
import { Draw } from "../draw.ts";
import { imageFiles } from "../../images/image-files.ts";
import { convertibleSeed } from "../seeds.ts";
import type { Ids } from "./requests.ts";
import { escaped, requestOf } from "./requests.ts";
import type { RouteDone, RouteMessage } from "./watch.ts";

const [seed = 0, first = 0, count = 0] = process.argv.slice(2, 5).map(Number);
const folder = process.argv[5] ?? "";
const home = join(folder, "home");
mkdirSync(home, { recursive: true });
process.env["FULLCONV_HOME"] = home;
process.env["FULLCONV_CACHE"] = join(home, "cache");
// What they read of the environment they read at once.
const { LocalPictures } = await import("../../../../src-main/analysis/pictures.ts");
const { Workbench } = await import("../../../../src-main/analysis/workbench.ts");
const { createApiAndPages } = await import("../../../../src-main/api/api-and-pages.ts");
const { onnxruntime } = await import("../../../../src-main/engine/onnxruntime.ts");

/** Milliseconds for which a job is listened to: some are asked to take hours, and end when nobody listens. */
const listened = 1000;

const say = (message: RouteMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });

const api = createApiAndPages({
  analyst: new Workbench(onnxruntime, "models"),
  pictures: new LocalPictures(),
});
const images = imageFiles().map(({ bytes }) => bytes);
const model = writeModel(convertibleSeed(new Draw(1)).model);
const uploads = [...images, model, readFileSync("models/lenet-digits/card.json")];
let ids = await fresh();
for (let index = first; index < first + count; index++) {
  if (index % 200 === 0) ids = await fresh();
  await ask(index);
}
await api.close();
process.disconnect();

async function post(path: string, body: unknown): Promise<string> {
  const init = { method: "POST", body: JSON.stringify(body) };
  return (await api.fetch(new Request(`http://app/api${path}`, init))).text();
}

/** There is one of each. */
async function fresh(): Promise<Ids> {
  const id = (text: string): string => z.object({ id: z.string() }).parse(JSON.parse(text)).id;
  const network = "lenet-digits";
  const image = id(await post("/images/sample", { model: network }));
  const draft = id(await post("/drafts", {}));
  const request = { name: "Scans", model: network, device: "cpu", exports: ["csv"] };
  const batch = id(await post("/batches", { ...request, stride: "native" }));
  const told = await post("/analyses", { image, model: network, device: "cpu", runs: 1 });
  const analysis = /"analysis":"([^"]+)"/.exec(told)?.[1] ?? "";
  if (analysis === "") throw new Error(`there is no analysis: ${told}`);
  return { image, draft, batch, analysis, model: network };
}

async function ask(index: number): Promise<void> {
  const draw = new Draw(seed * 1_000_003 + index * 7919);
  const { request, what } = requestOf(ids, uploads, draw);
  await say({ type: "begun", index, what });
  const start = performance.now();
  let told: Pick<RouteDone, "outcome" | "message">;
  try {
    told = await judged(await api.fetch(request), new URL(request.url).pathname);
  } catch (cause) {
    const message = cause instanceof Error ? (cause.stack ?? "") : String(cause);
    told = { outcome: "defect", message: `thrown: ${message}` };
  }
  if (told.outcome !== "defect" && index % 50 === 0) told = { ...told, ...outside() };
  const milliseconds = performance.now() - start;
  const peak = process.resourceUsage().maxRSS / 1024;
  await say({ type: "done", index, what, ...told, milliseconds, peak });
}

/** An error in the contract's form that is no slip of ours, or an answer. */
async function judged(
  response: Response,
  path: string,
): Promise<Pick<RouteDone, "outcome" | "message">> {
  const { status, headers } = response;
  const text = await textOf(response, status === 200 && path.endsWith("/events"));
  const outcome = status >= 400 ? "refused" : "answered";
  const defect = (message: string) =>
    ({ outcome: "defect", message: `${status}: ${message}: ${text.slice(0, 500)}` }) as const;
  if (text.includes('"code":"internal"')) return defect("an internal error");
  if (status < 400 || text === "") return { outcome, message: "" };
  if (!(headers.get("content-type") ?? "").startsWith("application/json")) return defect("no JSON");
  const error = errorResponse.safeParse(JSON.parse(text));
  if (!error.success) return defect("not the contract's form");
  const { message } = error.data.error;
  if (message.length > 2100 || /[\n\r\0]/.test(message)) return defect("no line");
  return { outcome, message: "" };
}

/** Of a stream that has no end nothing, but that it can be given up. */
async function textOf({ body, headers }: Response, isEndless: boolean): Promise<string> {
  const reader = body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  if (isEndless) await reader?.cancel();
  const isJob = (headers.get("content-type") ?? "").includes("ndjson");
  const start = performance.now();
  const pieces: Uint8Array[] = [];
  for (;;) {
    const piece = await reader?.read();
    if (!piece?.value) return Buffer.concat(pieces).toString("utf8");
    if (pieces.length < 100) pieces.push(piece.value);
    if (isJob && performance.now() - start > listened) await reader?.cancel();
  }
}

/** Nothing may have come where nothing is written. */
function outside(): Partial<Pick<RouteDone, "outcome" | "message">> {
  if (Object.hasOwn(Object.prototype, "model"))
    return { outcome: "defect", message: "every object has a model" };
  for (const place of ["/", tmpdir(), join(tmpdir(), ".."), folder, home, join(home, "cache"), "."])
    if (existsSync(place) && readdirSync(place).some((name) => name.includes(escaped)))
      return { outcome: "defect", message: `something was written to ${place}` };
  if (readdirSync(folder).length !== 1)
    return { outcome: "defect", message: `in ${folder}: ${readdirSync(folder).join(", ")}` };
  return {};
}
