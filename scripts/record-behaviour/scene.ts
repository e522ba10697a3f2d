/** @file Commands that follow each other in one folder with one home, and all that comes of them. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { keepFolder, writeText } from "./kept.ts";
import type { Normalize } from "./normalize/normalize.ts";
import type { Place, Stage } from "./place.ts";
import { makeStage } from "./place.ts";

/** A command a line, as they are typed, without the name of the app; `@` is the folder of the inputs. */
export type Scenes = Readonly<Record<string, string>>;

export interface Ended {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** A net, for what was not to go on and does (milliseconds). */
const longest = 600_000;

export const commandLines = (text: string): string[] =>
  text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));

/** @param to folder of the recording */
export async function playScene(
  place: Place,
  [name, text]: readonly [string, string],
  to: string,
  normalize: Normalize,
): Promise<void> {
  const stage = makeStage(place, name);
  const told: string[] = [];
  for (const line of commandLines(text)) {
    const { status, stdout, stderr } = await run(place, stage, line);
    told.push(`$ fullconv ${line}`, `status ${status}`);
    told.push("--- stdout", normalize(stdout), "--- stderr", normalize(stderr), "");
  }
  writeText(join(to, name, "said.txt"), told.join("\n"));
  keepFolder(stage.cwd, join(to, name, "files"), normalize);
  keepFolder(stage.home, join(to, name, "home"), normalize);
}

export function run({ dist }: Place, { cwd, env }: Stage, line: string): Promise<Ended> {
  const words = line.split(/\s+/).map((word) => word.replace(/^@/, "../../inputs/"));
  const args = [join(dist, "cli.js"), ...words];
  return new Promise((done) => {
    execFile(
      process.execPath,
      args,
      { cwd, env, maxBuffer: 2 ** 28, timeout: longest },
      (error, stdout, stderr) => {
        done({ status: error?.code ?? (error ? String(error.signal) : 0), stdout, stderr });
      },
    );
  });
}
