/** @file Where the app keeps what is the user's: imported models, and the cards of files that have none. */
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** `FULLCONV_HOME`, or the folder that the system has for this. */
export function userFolder(): string {
  const { FULLCONV_HOME, APPDATA, XDG_DATA_HOME } = process.env;
  if (FULLCONV_HOME) return FULLCONV_HOME;
  const home = homedir();
  const roaming = APPDATA === "" ? undefined : APPDATA;
  if (process.platform === "win32")
    return join(roaming ?? join(home, "AppData", "Roaming"), "Fullconv");
  if (process.platform === "darwin")
    return join(home, "Library", "Application Support", "Fullconv");
  // The specification ignores a relative one, and an empty one is none.
  const own = XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : null;
  return join(own ?? join(home, ".local", "share"), "fullconv");
}

export const userModelsFolder = (): string => join(userFolder(), "models");

/** Cards of files outside the app, named after the file's content. */
export const cardsFolder = (): string => join(userFolder(), "cards");
