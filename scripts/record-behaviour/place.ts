/** @file A folder of its own for everything that is run: homes, temporary files, inputs and results. */
import { mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export interface Place {
  /** Temporary, with all others in it. */
  readonly folder: string;
  /** What the commands are given; nothing writes here. */
  readonly inputs: string;
  /** The build that is recorded, and the folder with its package.json and models. */
  readonly dist: string;
  readonly app: string;
}

export function makePlace(dist: string): Place {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "fullconv-behaviour-")));
  const inputs = join(folder, "inputs");
  mkdirSync(inputs);
  return { folder, inputs, dist: resolve(dist), app: dirname(resolve(dist)) };
}

/** Where one scene runs, with a memory that no other scene shares. */
export interface Stage {
  readonly cwd: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

export function makeStage({ folder }: Place, name: string): Stage {
  const [cwd, home, temporary] = ["run", "home", "tmp"].map((kind) => join(folder, kind, name));
  if (cwd === undefined || home === undefined || temporary === undefined) throw new Error(name);
  for (const made of [cwd, home, temporary]) mkdirSync(made, { recursive: true });
  const env = {
    PATH: process.env["PATH"],
    LANG: "C.UTF-8",
    NO_COLOR: "1",
    HOME: home,
    FULLCONV_HOME: home,
    FULLCONV_CACHE: join(temporary, "cache"),
    TMPDIR: temporary,
  };
  return { cwd, home, env };
}
