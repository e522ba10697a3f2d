/** @file Where the log lies: the system's place for logs, or below `FULLCONV_HOME`. */
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

export function logFolder(): string {
  const { FULLCONV_HOME, LOCALAPPDATA, XDG_STATE_HOME } = process.env;
  if (FULLCONV_HOME) return join(FULLCONV_HOME, "logs");
  const home = homedir();
  if (process.platform === "win32")
    return join(LOCALAPPDATA ?? join(home, "AppData", "Local"), "Fullconv", "logs");
  if (process.platform === "darwin") return join(home, "Library", "Logs", "Fullconv");
  // The specification ignores a relative one.
  const own = XDG_STATE_HOME && isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : null;
  return join(own ?? join(home, ".local", "state"), "fullconv", "logs");
}
