#!/usr/bin/env node
/** @file The `fullconv` command. */
import { CommanderError } from "commander";
import { UserError } from "../../src-core/contract/failure.ts";
import { toFailure } from "../engine/failure.ts";
import { program } from "./program.ts";
import { say } from "./text/terminal.ts";

const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.on(name, () => {
    // The second time the user means at once.
    if (interrupted.signal.aborted) process.exit(130);
    interrupted.abort();
  });

// Whoever reads may stop reading, as `head` does: that is no error of ours.
process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
  if (cause.code === "EPIPE") process.exit(0);
  throw cause;
});

try {
  process.exitCode = 0;
  await program(interrupted.signal).parseAsync();
  if (interrupted.signal.aborted) process.exitCode = 130;
} catch (cause) {
  if (interrupted.signal.aborted) {
    say("interrupted");
    process.exitCode = 130;
  } else if (cause instanceof CommanderError) {
    process.exitCode = cause.exitCode === 0 ? 0 : 2;
  } else {
    say(toFailure(cause).message);
    process.exitCode = 2;
    if (!(cause instanceof UserError) && process.env["FULLCONV_DEBUG"]) console.error(cause);
  }
}
