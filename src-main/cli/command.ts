/** @file What the `fullconv` command does, from its arguments to its exit status. */
import { CommanderError } from "commander";
import { UserError } from "../../src-core/contract/failure.ts";
import { toFailure } from "../engine/failure.ts";
import { log } from "../log/log.ts";
import { program } from "./program.ts";
import { say } from "./text/terminal.ts";

/**
 * @param signal aborted when the user or the system ends it
 * @param interrupted exit status of that end
 */
export async function runCommand(signal: AbortSignal, interrupted: () => number): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (cause: NodeJS.ErrnoException) => {
      // The terminal is gone, and what is left to do is done in silence.
      if (signal.aborted) return;
      // Whoever reads may stop reading, as `head` does: that is no error of ours.
      if (cause.code === "EPIPE" && stream === process.stdout) process.exit(0);
      throw cause;
    });
  try {
    process.exitCode = 0;
    await program(signal).parseAsync();
    if (signal.aborted) process.exitCode = interrupted();
  } catch (cause) {
    if (signal.aborted) {
      say("interrupted");
      process.exitCode = interrupted();
    } else if (cause instanceof CommanderError) {
      process.exitCode = cause.exitCode === 0 ? 0 : 2;
    } else {
      const { code, message } = toFailure(cause);
      log("error", "command", `${code}: ${message}`);
      say(message);
      process.exitCode = 2;
      if (!(cause instanceof UserError) && process.env["FULLCONV_DEBUG"]) console.error(cause);
    }
  }
}
