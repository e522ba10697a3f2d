/** @file What the app is, and the licences of what it is made of. */
import { join } from "node:path";
import { app, BrowserWindow, dialog, shell } from "electron";
import { appRoot } from "../files/app-root.ts";
import type { MenuWords } from "./menu-words.ts";
import { unpackedPath } from "./unpacked-path.ts";

export async function showAbout(words: MenuWords): Promise<void> {
  const { electron = "", chrome = "", node = "" } = process.versions as Record<string, string>;
  const options = {
    type: "info" as const,
    title: words.about,
    message: `${app.name} ${app.getVersion()}`,
    detail: [
      words.summary,
      words.license,
      "",
      `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    ].join("\n"),
    buttons: [words.close, words.licenses],
    defaultId: 0,
    cancelId: 0,
  };
  const [window] = BrowserWindow.getAllWindows();
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  if (response === 1) await showLicenses();
}

/** In the program that the system has for texts. */
export async function showLicenses(): Promise<void> {
  await shell.openPath(unpackedPath(join(appRoot(), "dist", "licenses.txt")));
}
