/**
 * @file A stand-in for the `electron` module where its binary is missing: as much of it as the app uses, with Chromium
 * as the window. What only Electron itself can show (native menus and dialogs on screen, its sandbox, its archive) it
 * does not show; the same test runs on Electron wherever that is there.
 */
import { app } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";
import { answerTest } from "./control.ts";
import {
  crashReporter,
  dialog,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  session,
  shell,
} from "./desktop.ts";
import { Menu } from "./menu.ts";
import { protocol } from "./protocol.ts";
import { utilityProcess } from "./utility-process.ts";

export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};

answerTest({
  app,
  BrowserWindow,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  session,
  shell,
});
