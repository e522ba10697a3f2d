/** @file The window. */
import { join } from "node:path";
import { app, BrowserWindow, nativeTheme } from "electron";
import type { Theme } from "../../src-core/contract/settings.ts";
import type { WindowState } from "../../src-core/contract/desktop.ts";
import { keyHeader } from "../api/api.ts";
import { appRoot } from "../files/app-root.ts";
import type { TellState } from "../files/kept-file.ts";
import { headerArgument } from "./header-argument.ts";
import { home } from "./app-scheme.ts";
import type { ToldState } from "./told-state.ts";
import { WindowBounds } from "./window-bounds.ts";

/** Milliseconds after which a page that is not there yet is shown as it is: better an empty window than none. */
const longestHidden = 5000;

/**
 * @param key with which the preload may name paths to the api, and speak for the window
 * @param tell hears where what is kept of the window is not what it should be
 * @param chosen appearance of the settings, which a browser may have changed since the window was closed
 */
export function openWindow(
  key: string,
  told: ToldState,
  tell: TellState,
  chosen: Theme | undefined,
): BrowserWindow {
  const bounds = new WindowBounds(tell);
  const { maximized, position, width, height, ...last } = bounds.read();
  const theme = chosen ?? last.theme;
  useTheme(theme);
  const window = new BrowserWindow({
    ...position,
    width,
    height,
    minWidth: Math.min(760, width),
    minHeight: Math.min(520, height),
    title: app.name,
    show: false,
    backgroundColor: background(),
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
  const show = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isVisible()) return;
    // Which shows a window, too: not before its page is there.
    if (maximized) window.maximize();
    window.show();
  };
  const timer = setTimeout(show, longestHidden);
  window.once("ready-to-show", show);
  window.on("close", () => {
    const { x, y, width, height } = window.getNormalBounds();
    const place = { position: { x, y }, width, height, maximized: window.isMaximized() };
    bounds.save({ ...place, theme: told.last?.theme ?? theme });
  });
  let shown = theme;
  told.onChange((state) => {
    if (state.theme === shown || window.isDestroyed()) return;
    shown = state.theme;
    useTheme(shown);
    window.setBackgroundColor(background());
  });
  void window.loadURL(home);
  return window;
}

/** Of the title bar, the menu and the dialogs. */
function useTheme(theme: WindowState["theme"]): void {
  nativeTheme.themeSource = theme === "auto" ? "system" : theme;
}

const background = (): string => (nativeTheme.shouldUseDarkColors ? "#0f1318" : "#f3f4f6");
