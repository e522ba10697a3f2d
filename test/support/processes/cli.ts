/** @file The built command, run as a user runs it. */
import { execFile } from "node:child_process";
import { resolve } from "node:path";

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const cliScript = resolve("dist/cli.js");

/** @param more of the environment */
export function fullconv(
  args: readonly string[],
  cwd = ".",
  more: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const options = { cwd, env: { ...process.env, ...more }, maxBuffer: 2 ** 26 };
  return new Promise((done) => {
    execFile(process.execPath, [cliScript, ...args], options, (error, stdout, stderr) => {
      const status = typeof error?.code === "number" ? error.code : error ? -1 : 0;
      done({ status, stdout, stderr });
    });
  });
}

/** The lines that are not empty. */
export const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
