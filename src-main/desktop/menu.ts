/** @file The menu, as each platform expects it. */
import type { MenuItemConstructorOptions } from "electron";
import { app, Menu } from "electron";
import { showAbout } from "./about.ts";
import type { MenuWords } from "./menu-words.ts";
import { menuWords } from "./menu-words.ts";
import type { FileOpener } from "./file-opener.ts";
import { choose } from "./choose.ts";

/** Must be called when the app is ready: only then is its language known. */
export function setupMenu(opener: FileOpener): void {
  const words = menuWords(app.getLocale());
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(words, opener, process.platform)));
}

function template(
  words: MenuWords,
  opener: FileOpener,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: "separator" };
  const about: MenuItemConstructorOptions = {
    id: "about",
    label: words.about,
    click: () => void showAbout(words),
  };
  const open: MenuItemConstructorOptions = {
    id: "open",
    label: words.open,
    accelerator: "CmdOrCtrl+O",
    click: () => void choose(words, opener, "images"),
  };
  const openFolder: MenuItemConstructorOptions = {
    id: "open-folder",
    label: words.openFolder,
    accelerator: "CmdOrCtrl+Shift+O",
    click: () => void choose(words, opener, "folders"),
  };
  const addModel: MenuItemConstructorOptions = {
    id: "add-model",
    label: words.addModel,
    click: () => void choose(words, opener, "model"),
  };
  const quit: MenuItemConstructorOptions = { role: "quit", label: words.quit };
  const edit: MenuItemConstructorOptions[] = [
    { role: "undo", label: words.undo },
    { role: "redo", label: words.redo },
    separator,
    { role: "cut", label: words.cut },
    { role: "copy", label: words.copy },
    { role: "paste", label: words.paste },
    { role: "selectAll", label: words.selectAll },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: "zoomIn", label: words.zoomIn },
    { role: "zoomOut", label: words.zoomOut },
    { role: "resetZoom", label: words.resetZoom },
    separator,
    { role: "togglefullscreen", label: words.fullScreen },
    { role: "toggleDevTools", label: words.devTools },
  ];
  const close: MenuItemConstructorOptions = { role: "close", label: words.close };
  if (platform !== "darwin")
    return [
      { label: words.file, submenu: [open, openFolder, addModel, separator, quit] },
      { label: words.edit, submenu: edit },
      { label: words.view, submenu: view },
      { label: words.help, role: "help", submenu: [about] },
    ];
  const application: MenuItemConstructorOptions[] = [
    about,
    separator,
    { role: "hide", label: words.hide },
    { role: "hideOthers", label: words.hideOthers },
    { role: "unhide", label: words.showAll },
    separator,
    quit,
  ];
  return [
    { label: app.name, submenu: application },
    { label: words.file, submenu: [open, openFolder, addModel, separator, close] },
    { label: words.edit, submenu: edit },
    { label: words.view, submenu: view },
    { label: words.window, submenu: [{ role: "minimize", label: words.minimize }] },
    { label: words.help, role: "help", submenu: [] },
  ];
}
