/** @file The built app behind its loopback address, as a child process with a home of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

export interface Served {
  /** Lets a browser in, once. */
  readonly address: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
  /** The same, but for the home, which another one may be started on. */
  readonly end: () => Promise<void>;
}

/**
 * Starts the server on a free port, with no models but ours.
 * @param home the user's folder, removed in the end
 * @param more options of the command
 * @param environment beside the test's own
 */
export async function serve(
  home = mkdtempSync(join(tmpdir(), "home-of-test-")),
  more: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const server = spawn(process.execPath, [cli, "serve", "--port", "0", ...more], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, FULLCONV_HOME: home, ...environment },
  });
  const end = async (): Promise<void> => {
    server.kill();
    if (server.exitCode === null) await once(server, "exit");
  };
  const stop = async (): Promise<void> => {
    await end();
    rmSync(home, { recursive: true, force: true });
  };
  for await (const line of createInterface(server.stdout)) {
    const address = /http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0];
    if (address) return { address, pid: server.pid ?? 0, stop, end };
  }
  throw new Error(`${cli} ended without printing an address: build first (npm run build)`);
}
