/** @file All scenes of the command line. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "../place.ts";
import { makeStage } from "../place.ts";
import type { Scenes } from "../scene.ts";
import { run } from "../scene.ts";
import { analyzeScenes } from "./analyze.ts";
import { errorScenes } from "./errors.ts";
import { folderScenes } from "./folders.ts";
import { modelScenes } from "./models.ts";

export async function allScenes(place: Place): Promise<Scenes> {
  const { mtcnn = "", ...models } = modelScenes;
  const weights = existsSync(join(place.inputs, "det1.npy")) ? { mtcnn } : {};
  if (!("mtcnn" in weights)) console.warn("left out: MTCNN, whose weights are not here");
  const help = await helpOfAll(place);
  return { ...analyzeScenes, ...folderScenes, ...models, ...weights, ...errorScenes, help };
}

/** Of every command that the app itself names. */
async function helpOfAll(place: Place): Promise<string> {
  const { stdout } = await run(place, makeStage(place, "commands"), "--help");
  const listed = stdout.slice(stdout.indexOf("Commands:")).matchAll(/^ {2}(\w+)/gm);
  const names = Array.from(listed, ([, name = ""]) => name).filter((name) => name !== "help");
  if (names.length === 0) throw new Error("the app names no command");
  return ["--help", "--version", "help", ...names.map((name) => `${name} --help`)].join("\n");
}
