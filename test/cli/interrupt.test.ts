/** @file Ctrl-C while the command is still starting: as later on it ends with 130. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { cliScript, lines } from "../support/processes/cli.ts";

it.each(["SIGINT", "SIGTERM"] as const)(
  "ends with 130 on %s while its libraries are loaded",
  async (signal) => {
    const preload = pathToFileURL("test/support/processes/endless-loading.mjs").href;
    const child = spawn(process.execPath, ["--import", preload, cliScript, "models"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    child.stderr.on("data", (text: Buffer) => {
      if (stderr === "") child.kill(signal);
      stderr += text.toString();
    });
    expect(await once(child, "close")).toEqual([130, null]);
    expect([stdout, lines(stderr)]).toEqual(["", ["loading"]]);
  },
);
