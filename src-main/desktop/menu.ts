/** @file The menu, which follows the window: its language, what can be used now, and what is on. */
import { join } from "node:path";
import type { MenuItem, MenuItemConstructorOptions } from "electron";
import { app, Menu, shell } from "electron";
import type { WindowState } from "../../src-core/contract/desktop.ts";
import { windowCommand } from "../../src-core/contract/desktop.ts";
import type { HostEvents } from "../api/host-events.ts";
import { appRoot } from "../files/app-root.ts";
import { showAbout, showLicenses } from "./about.ts";
import { choose } from "./choose.ts";
import type { FileOpener } from "./file-opener.ts";
import { menuTemplate } from "./menu-template.ts";
import { menuWords } from "./menu-words.ts";
import type { RecentFiles } from "./recent-files.ts";
import type { ToldState } from "./told-state.ts";

interface Around {
  readonly opener: FileOpener;
  readonly events: HostEvents;
  readonly recent: RecentFiles;
  readonly told: ToldState;
}

/** Must be called when the app is ready: only then is its language known. */
export function setupMenu(around: Around): void {
  const { recent, told } = around;
  let locale = localeOf(told);
  const rebuild = (): void => {
    const menu = Menu.buildFromTemplate(build(around));
    if (told.last) follow(menu, told.last);
    Menu.setApplicationMenu(menu);
  };
  rebuild();
  recent.onChange(rebuild);
  told.onChange((state) => {
    const menu = Menu.getApplicationMenu();
    if (state.locale === locale && menu) follow(menu, state);
    else {
      ({ locale } = state);
      rebuild();
    }
  });
}

/** The window's language, and the system's before it has spoken. */
export const localeOf = (told: ToldState): string => told.last?.locale ?? app.getLocale();

function build({ opener, events, recent, told }: Around): MenuItemConstructorOptions[] {
  const words = menuWords(localeOf(told));
  const actions = {
    open: (wanted: "images" | "folders" | "model") => void choose(words, opener, wanted),
    openPath: (path: string) => void opener.open([path]),
    clearRecent: () => {
      recent.clear();
    },
    command: (command: WindowState["commands"][number]) => {
      events.emit({ type: "command", command });
      // An item that is clicked turns by itself; what holds is what the window says.
      const menu = Menu.getApplicationMenu();
      if (told.last && menu) follow(menu, told.last);
    },
    about: () => void showAbout(words),
    licenses: () => void showLicenses(),
    guide: () => void shell.openPath(guide()),
  };
  const { platform } = process;
  const settings = { words, actions, recent: recent.paths, platform, appName: app.name };
  return menuTemplate(settings);
}

/** A menu that is in use. */
interface BuiltMenu {
  getMenuItemById(id: string): MenuItem | null;
}

function follow(menu: BuiltMenu, { commands, on }: WindowState): void {
  for (const command of windowCommand.options) {
    const item = menu.getMenuItemById(command);
    if (!item) continue;
    item.enabled = commands.includes(command);
    if (item.type === "checkbox" || on.includes(command)) item.checked = on.includes(command);
  }
}

/** In a package it lies beside the archive, into which no browser can look. */
const guide = (): string => {
  const docs = app.isPackaged ? process.resourcesPath : join(appRoot(), "dist", "renderer");
  return join(docs, "docs", "guide", "index.html");
};
