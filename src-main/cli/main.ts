#!/usr/bin/env node
/** @file The `fullconv` command: hears signals from the first moment on, also while the libraries are loaded. */
import process from "node:process";

/** Exit statuses, as shells tell the end by a signal: 128 and its number. */
const statuses = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const interrupted = new AbortController();
let status: number = statuses.SIGINT;
let isLoaded = false;
for (const name of Object.keys(statuses) as (keyof typeof statuses)[])
  process.on(name, () => {
    // Nothing has begun yet. Or the second time: the user means at once.
    if (!isLoaded || interrupted.signal.aborted) process.exit(statuses[name]);
    status = statuses[name];
    interrupted.abort();
  });

const { runCommand } = await import("./command.ts");
isLoaded = true;
await runCommand(interrupted.signal, () => status);
