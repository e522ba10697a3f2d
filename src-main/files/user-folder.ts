/** @file Where the app keeps what is the user's: imported models, and the cards of files that have none. */
import { homedir } from "node:os";
import { join } from "node:path";
import { systemFolder } from "./system-folder.ts";

/** `FULLCONV_HOME`, or the folder that the system has for this. */
export function userFolder(): string {
  const { FULLCONV_HOME, APPDATA, XDG_DATA_HOME } = process.env;
  if (FULLCONV_HOME) return FULLCONV_HOME;
  const home = homedir();
  if (process.platform === "win32")
    return join(systemFolder(APPDATA, join(home, "AppData", "Roaming")), "Fullconv");
  if (process.platform === "darwin")
    return join(home, "Library", "Application Support", "Fullconv");
  return join(systemFolder(XDG_DATA_HOME, join(home, ".local", "share")), "fullconv");
}

export const userModelsFolder = (): string => join(userFolder(), "models");

/** Cards of files outside the app, named after the file's content. */
export const cardsFolder = (): string => join(userFolder(), "cards");
