/** @file Everything that the api of `fullconv serve` answers. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { keepFolder, writeText } from "../kept.ts";
import type { Normalize } from "../normalize/normalize.ts";
import type { Place } from "../place.ts";
import { makeStage } from "../place.ts";
import { recordAnalyses, recordComparison } from "./analyses.ts";
import { recordBatches } from "./batches.ts";
import { ApiClient } from "./api-client.ts";
import { recordDrafts } from "./drafts.ts";
import { recordImages, recordPages } from "./images.ts";
import { checkRoutes } from "./routes.ts";

/** @throws Error where the api has a route that is not called here */
export async function recordApi(place: Place, to: string, normalize: Normalize): Promise<void> {
  const { cwd, home, env } = makeStage(place, "serve");
  const child = spawn(process.execPath, [join(place.dist, "cli.js"), "serve"], { cwd, env });
  let errors = "";
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  const ended = once(child, "exit") as Promise<[number | null, string | null]>;
  try {
    const [address] = (await once(createInterface(child.stdout), "line")) as [string];
    const api = new ApiClient(address, normalize);
    const { inputs } = place;
    const parts: readonly (readonly [string, () => Promise<void>])[] = [
      ["pages", () => recordPages(api)],
      ["images", () => recordImages(api, inputs)],
      ["analyses", () => recordAnalyses(api)],
      ["comparison", () => recordComparison(api, readFileSync(join(inputs, "noise.png")))],
      ["drafts", () => recordDrafts(api, inputs)],
      ["batches", () => recordBatches(api, inputs)],
    ];
    for (const [name, record] of parts) {
      await record();
      writeText(join(to, `${name}.txt`), api.told.splice(0).join("\n"));
    }
    checkRoutes(api.called);
  } finally {
    child.kill("SIGINT");
  }
  const status = (await ended).join(" ");
  writeText(join(to, "serve.txt"), `status ${status}\n${normalize(errors)}`);
  keepFolder(home, join(to, "home"), normalize);
}
