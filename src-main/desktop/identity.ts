/** @file The app's name for Windows: with it, windows, shortcut and taskbar belong together. */
import { app } from "electron";

/** As electron-builder.yml has it, whose installer gives it to the shortcut. */
export const appId = "org.fullconv.desktop";

/** Must be called before the first window. */
export function setupIdentity(): void {
  // Run from a checkout it would take the shortcut of an app that is installed.
  if (process.platform === "win32" && app.isPackaged) app.setAppUserModelId(appId);
}
