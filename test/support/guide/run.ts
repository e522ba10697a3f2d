/** @file Runs the commands of a page in a folder that is like a fresh copy of the repository. */
import { execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { cliScript } from "../processes/cli.ts";
import type { Frame } from "./page.ts";
import { imports, script } from "./page.ts";

export interface Ran {
  /** What each frame printed; null where it did not run, or not any more. */
  readonly printed: readonly (string | null)[];
  /** Where the reader is in the end; null if a command did not end as it says. */
  readonly folder: string | null;
}

/** @param at a folder that is not there yet @param leftOut is told of each frame that cannot run here, and why */
export async function runPage(
  frames: readonly Frame[],
  at: string,
  leftOut: (why: string) => void,
): Promise<Ran> {
  const [out, commands] = [join(at, "printed"), join(at, "commands")];
  for (const folder of [at, out, commands]) mkdirSync(folder);
  for (const name of ["models", "node_modules"]) symlinkSync(resolve(name), join(at, name));
  const command = join(commands, "fullconv");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cliScript}" "$@"\n`);
  chmodSync(command, 0o755);
  symlinkSync(process.execPath, join(commands, "node"));
  const env = {
    ...process.env,
    PATH: [commands, process.env["PATH"]].join(delimiter),
    OUT: out,
    FULLCONV_HOME: join(at, "home"),
  };
  const runs = frames.map((frame) => (isRun(frame, leftOut) ? frame : null));
  await new Promise<void>((done) => {
    execFile("bash", ["-c", script(runs)], { cwd: at, env }, () => {
      done();
    });
  });
  const told = (name: string): string | null =>
    existsSync(join(out, name)) ? readFileSync(join(out, name), "utf8") : null;
  return {
    printed: frames.map((_, index) => told(String(index))),
    folder: told("folder")?.trim() ?? null,
  };
}

function isRun({ language, settings, text }: Frame, leftOut: (why: string) => void): boolean {
  if (language === "bash" || settings.has("file")) return true;
  if (language !== "python") return false;
  const names = imports(text);
  try {
    execFileSync("python3", ["-c", `import ${names.join(", ")}`], { stdio: "pipe" });
    return true;
  } catch {
    leftOut(`${names.join(", ")} are not all in this Python`);
    return false;
  }
}
