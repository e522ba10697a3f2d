/** @file The window. */
import { join } from "node:path";
import { app, BrowserWindow, nativeTheme } from "electron";
import { keyHeader } from "../api/api.ts";
import { appRoot } from "../files/app-root.ts";
import { headerArgument } from "./header-argument.ts";
import { home } from "./app-scheme.ts";
import { readWindowBounds, saveWindowBounds } from "./window-bounds.ts";

/** @param key with which the preload may name paths to the api @param onGone the page has died */
export function openWindow(key: string, onGone: () => void): void {
  const { maximized, position, width, height } = readWindowBounds();
  const window = new BrowserWindow({
    ...position,
    width,
    height,
    minWidth: 760,
    minHeight: 520,
    title: app.name,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#0f1318" : "#f3f4f6",
    webPreferences: {
      preload: join(appRoot(), "dist", "desktop", "preload.cjs"),
      // Only the preload sees its process's arguments: page script lives in another world.
      additionalArguments: [headerArgument(keyHeader, key)],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Its dictionaries come from the network.
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once("ready-to-show", () => {
    window.show();
  });
  window.on("close", () => {
    const { x, y, width, height } = window.getNormalBounds();
    saveWindowBounds({ position: { x, y }, width, height, maximized: window.isMaximized() });
  });
  let lastCrash = -Infinity;
  window.webContents.on("render-process-gone", () => {
    onGone();
    // A page that dies again at once would go on for ever.
    if (performance.now() - lastCrash > 10_000) window.webContents.reload();
    lastCrash = performance.now();
  });
  void window.loadURL(home);
}
