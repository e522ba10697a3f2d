/** @file Files and folders that come from outside the window: the command line, the file manager, a second start of the app. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { app, BrowserWindow } from "electron";
import { z } from "zod";
import type { FileOpener } from "./file-opener.ts";
import { QuietCollector } from "./quiet-collector.ts";

const handedOver = z.object({ files: z.array(z.string()) });

/** Milliseconds: macOS names one file at a time, and Windows starts the app once for each. */
const quiet = 250;

/** What the app was started with; Electron, run from a checkout, is itself given the app's folder first. */
export function fileArguments(): string[] {
  return process.argv
    .slice(1)
    .filter((argument) => !argument.startsWith("-"))
    .slice(app.isPackaged ? 0 : 1)
    .map(pathOf)
    .filter((path) => existsSync(path));
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
  const collector = new QuietCollector<string>(quiet, (paths) => void opener.open(paths));
  collector.add(...fileArguments());
  app.on("open-file", (event, path) => {
    event.preventDefault();
    collector.add(path);
  });
  app.on("second-instance", (_event, _argv, _folder, data) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const { success, data: other } = handedOver.safeParse(data);
    if (success) collector.add(...other.files);
  });
}
