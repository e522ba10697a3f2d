/** @file Where the log lies: the system's place for logs, or below `FULLCONV_HOME`. */
import { homedir } from "node:os";
import { join } from "node:path";
import { systemFolder } from "../files/system-folder.ts";

export function logFolder(): string {
  const { FULLCONV_HOME, LOCALAPPDATA, XDG_STATE_HOME } = process.env;
  if (FULLCONV_HOME) return join(FULLCONV_HOME, "logs");
  const home = homedir();
  if (process.platform === "win32")
    return join(systemFolder(LOCALAPPDATA, join(home, "AppData", "Local")), "Fullconv", "logs");
  if (process.platform === "darwin") return join(home, "Library", "Logs", "Fullconv");
  return join(systemFolder(XDG_STATE_HOME, join(home, ".local", "state")), "fullconv", "logs");
}
