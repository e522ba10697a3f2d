#!/usr/bin/env node
/** @file The `fullconv` command: hears Ctrl-C from the first moment on, also while the libraries are loaded. */
import process from "node:process";

const interrupted = new AbortController();
let isLoaded = false;
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.on(name, () => {
    // Nothing has begun yet. Or the second time: the user means at once.
    if (!isLoaded || interrupted.signal.aborted) process.exit(130);
    interrupted.abort();
  });

const { runCommand } = await import("./command.ts");
isLoaded = true;
await runCommand(interrupted.signal);
