/** @file What the `fullconv` command does, from its arguments to its exit status. */
import { CommanderError } from "commander";
import { UserError } from "../../src-core/contract/failure.ts";
import { toFailure } from "../engine/failure.ts";
import { program } from "./program.ts";
import { say } from "./text/terminal.ts";

/** @param signal aborted when the user ends it */
export async function runCommand(signal: AbortSignal): Promise<void> {
  // Whoever reads may stop reading, as `head` does: that is no error of ours.
  process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
    if (cause.code === "EPIPE") process.exit(0);
    throw cause;
  });
  try {
    process.exitCode = 0;
    await program(signal).parseAsync();
    if (signal.aborted) process.exitCode = 130;
  } catch (cause) {
    if (signal.aborted) {
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
}
