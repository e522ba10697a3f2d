/** @file Files that come from outside the window: the command line, the file manager, a second start of the app. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { app, BrowserWindow } from "electron";
import { z } from "zod";
import type { FileOpener } from "./file-opener.ts";

const handedOver = z.object({ files: z.array(z.string()) });

/** The files that the app was started with; Electron, run from a checkout, is itself given the app's folder first. */
export function fileArguments(): string[] {
  return process.argv
    .slice(app.isPackaged ? 1 : 2)
    .filter((argument) => !argument.startsWith("-"))
    .map(pathOf)
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** Linux's file managers give addresses. */
function pathOf(argument: string): string {
  try {
    return fileURLToPath(argument);
  } catch {
    return resolve(argument);
  }
}

/** Must be called before the app is ready. */
export function setupFiles(opener: FileOpener): void {
  opener.openFirst(fileArguments());
  app.on("open-file", (event, path) => {
    event.preventDefault();
    void opener.open(path);
  });
  app.on("second-instance", (_event, _argv, _folder, data) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const { success, data: other } = handedOver.safeParse(data);
    if (success) opener.openFirst(other.files);
  });
}
