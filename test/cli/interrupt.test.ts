/** @file Signals, while the command is still starting and later on: it ends with 128 and their number, and leaves nothing. */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { admitted } from "../support/http/admitted.ts";
import { cliScript, lines } from "../support/processes/cli.ts";

const statuses = [
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;

it.each(statuses)("%s while its libraries are loaded: %i", async (signal, status) => {
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
  expect(await once(child, "close")).toEqual([status, null]);
  expect([stdout, lines(stderr)]).toEqual(["", ["loading"]]);
});

describe("a served session", () => {
  const cache = mkdtempSync(join(tmpdir(), "cache-of-test-"));
  afterAll(() => {
    rmSync(cache, { recursive: true, force: true });
  });

  const served = async (): Promise<[ChildProcess, string]> => {
    const child = spawn(process.execPath, [cliScript, "serve"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FULLCONV_CACHE: cache },
    });
    const [address] = (await once(createInterface(child.stdout), "line")) as [string];
    return [child, address];
  };
  /** With something uploaded, and an engine that worked. */
  const used = async (address: string): Promise<void> => {
    const { origin, headers } = await admitted(address);
    const post = (path: string, body: string): Promise<Response> =>
      fetch(`${origin}/api${path}`, { method: "POST", headers, body });
    await post("/images?name=a.png", "no image");
    expect((await post("/images/sample", '{"model":"lenet-digits"}')).status).toBe(200);
  };

  it.each(statuses)("%s: %i, and its folder is gone", async (signal, status) => {
    const [child, address] = await served();
    await used(address);
    expect(readdirSync(cache)).toHaveLength(1);
    child.kill(signal);
    // Its processes hold the same pipes: they are closed when all of them have ended.
    expect(await once(child, "close")).toEqual([status, null]);
    expect(readdirSync(cache)).toEqual([]);
  });
});
