/** @file The menu, as each platform expects it. */
import { basename } from "node:path";
import type { MenuItemConstructorOptions as Item } from "electron";
import type { MenuWords } from "./menu-words.ts";
import { viewItems } from "./menu-view.ts";
import type { WindowCommand } from "../../src-core/contract/desktop.ts";

/** What the menu does. */
export interface MenuActions {
  readonly open: (wanted: "images" | "folders" | "model") => void;
  readonly openPath: (path: string) => void;
  readonly clearRecent: () => void;
  readonly command: (command: WindowCommand) => void;
  readonly about: () => void;
  readonly licenses: () => void;
  readonly guide: () => void;
}

export interface MenuSettings {
  readonly words: MenuWords;
  readonly actions: MenuActions;
  /** Newest first. */
  readonly recent: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly appName: string;
}

export const separator: Item = { type: "separator" };

export function menuTemplate(settings: MenuSettings): Item[] {
  const { words, actions, platform, appName } = settings;
  const isMac = platform === "darwin";
  const about: Item = { id: "about", label: words.about, click: actions.about };
  const help: Item[] = [
    { id: "guide", label: words.guide, click: actions.guide },
    {
      id: "diagnostics",
      label: words.diagnostics,
      // Until the window says that it can be shown.
      enabled: false,
      click: () => {
        actions.command("diagnostics");
      },
    },
    { id: "licenses", label: words.licenses, click: actions.licenses },
  ];
  const application: Item[] = [
    about,
    separator,
    { role: "hide", label: words.hide },
    { role: "hideOthers", label: words.hideOthers },
    { role: "unhide", label: words.showAll },
    separator,
    { role: "quit", label: words.quit },
  ];
  const minimize: Item = { role: "minimize", label: words.minimize };
  return [
    ...(isMac ? [{ label: appName, submenu: application }] : []),
    { label: words.file, submenu: fileItems(settings) },
    { label: words.edit, submenu: editItems(words) },
    { label: words.view, submenu: viewItems(words, actions, isMac) },
    ...(isMac ? [{ label: words.window, submenu: [minimize] }] : []),
    { label: words.help, role: "help", submenu: isMac ? help : [...help, separator, about] },
  ];
}

function fileItems({ words, actions, recent, platform }: MenuSettings): Item[] {
  const { open, command } = actions;
  const isMac = platform === "darwin";
  const quit: Item = { role: "quit", label: words.quit };
  return [
    {
      id: "open",
      label: words.open,
      accelerator: "CmdOrCtrl+O",
      click: () => {
        open("images");
      },
    },
    {
      id: "open-folder",
      label: words.openFolder,
      accelerator: "CmdOrCtrl+Shift+O",
      click: () => {
        open("folders");
      },
    },
    isMac ? systemsRecent(words) : ownRecent(words, actions, recent),
    {
      id: "add-model",
      label: words.addModel,
      click: () => {
        open("model");
      },
    },
    separator,
    {
      id: "export",
      label: words.export,
      accelerator: "CmdOrCtrl+E",
      enabled: false,
      click: () => {
        command("export");
      },
    },
    separator,
    { role: "close", label: words.close },
    ...(isMac ? [] : [quit]),
  ];
}

/** macOS keeps the list itself, and fills it in. */
const systemsRecent = (words: MenuWords): Item => ({
  role: "recentDocuments",
  label: words.openRecent,
  submenu: [{ role: "clearRecentDocuments", label: words.clearRecent }],
});

function ownRecent(words: MenuWords, actions: MenuActions, recent: readonly string[]): Item {
  const items: Item[] = recent.map((path, index) => ({
    id: `recent-${index}`,
    // An ampersand would mark the letter behind it.
    label: basename(path).replaceAll("&", "&&"),
    toolTip: path,
    click: () => {
      actions.openPath(path);
    },
  }));
  const clear: Item = { id: "clear-recent", label: words.clearRecent, click: actions.clearRecent };
  return {
    id: "recent",
    label: words.openRecent,
    enabled: recent.length > 0,
    submenu: [...items, separator, clear],
  };
}

const editItems = (words: MenuWords): Item[] => [
  { role: "undo", label: words.undo },
  { role: "redo", label: words.redo },
  separator,
  { role: "cut", label: words.cut },
  { role: "copy", label: words.copy },
  { role: "paste", label: words.paste },
  { role: "selectAll", label: words.selectAll },
];
