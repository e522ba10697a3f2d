/** @file The process of a device as a Node process. */
import { spawn } from "node:child_process";
import type { StartDevice } from "./device-link.ts";
import { environmentWithoutTelemetry } from "./no-telemetry.ts";
import { removeTemporaries } from "../files/temporaries.ts";
import { endInWords, howItEnded } from "../process-end.ts";

/** @param execArgv what Node needs to run the script, where it is not built */
export const spawnDevice =
  (script: string, execArgv: readonly string[] = []): StartDevice =>
  (environment) => {
    const child = spawn(process.execPath, [...execArgv, script], {
      env: environmentWithoutTelemetry(environment),
      stdio: "ignore",
      // Ctrl-C reaches the whole group; what was begun is ended by the app.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    child.unref();
    child.once("exit", () => {
      if (child.pid !== undefined) void removeTemporaries(child.pid);
    });
    return {
      onExit: (listener) => {
        child.once("exit", (code, signal) => {
          listener(endInWords(howItEnded(code, signal)));
        });
        child.once("error", (cause) => {
          listener(cause.message);
        });
      },
      kill: () => {
        child.kill("SIGKILL");
      },
    };
  };
