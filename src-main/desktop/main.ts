/** @file Entry of the desktop app: the api behind a window of its own. */
import { randomBytes } from "node:crypto";
import { app } from "electron";
import { stateMessage } from "../../src-core/contract/state.ts";
import { createApiAndPages } from "../api/api-and-pages.ts";
import { HostEvents } from "../api/host-events.ts";
import { sectionsOf } from "../diagnostics/sections.ts";
import { ownSession } from "../files/cache-folder.ts";
import type { TellState } from "../files/kept-file.ts";
import { openLog } from "../log/log.ts";
import { RemotePictures } from "../worker/remote-pictures.ts";
import { Supervisor } from "../worker/supervisor.ts";
import { fileArguments, setupFiles } from "./files.ts";
import { setupGuards } from "./guard.ts";
import { setupIdentity } from "./identity.ts";
import { secured } from "../api/responses.ts";
import { localeOf, setupMenu } from "./menu.ts";
import { crashPage, crashPath } from "./crash-page.ts";
import { recoverFromCrashes, setupCrashes } from "./crashes.ts";
import { showDocument } from "./document.ts";
import type { Work } from "./leaving.ts";
import { askBeforeLeaving } from "./leaving.ts";
import type { MenuWords } from "./menu-words.ts";
import { menuWords } from "./menu-words.ts";
import { showWork } from "./work.ts";
import { setupOffline } from "./offline.ts";
import { FileOpener } from "./file-opener.ts";
import { registerScheme, serveScheme } from "./app-scheme.ts";
import { setupQuit } from "./quit.ts";
import { RecentFiles } from "./recent-files.ts";
import { ToldState } from "./told-state.ts";
import { openWindow } from "./window.ts";
import { startEngine, startPictures } from "./worker.ts";

const key = randomBytes(24).toString("base64url");
const events = new HostEvents();
const told = new ToldState();
/** The window says it; on the terminal, where there is one, it stands as well. */
const tellState: TellState = (notice) => {
  api.tellState(notice);
};
const recent = new RecentFiles(tellState);
// The first request starts the process, and the first request comes from the window: never before the app is ready.
const analyst = new Supervisor(startEngine, tellState);
const pictures = new RemotePictures(startPictures);
const api = createApiAndPages({
  analyst,
  pictures,
  onState: (notice) => {
    console.warn(stateMessage(notice));
  },
  desktop: {
    events,
    key,
    onWindow: (state) => {
      told.set(state);
    },
    onPath: (path) => {
      recent.add(path);
    },
  },
});
const opener = new FileOpener(api, events, recent);

const words = (): MenuWords => menuWords(localeOf(told));

function work(): Work {
  const left = api.runningBatches().map(({ total, done, failed }) => total - done - failed);
  return { waiting: left.reduce((sum, count) => sum + count, 0), job: api.longestJob() };
}

// The first instance opens the files of the second; it must be asked before anything else is set up.
if (app.requestSingleInstanceLock({ files: fileArguments() })) start();
else app.quit();

function start(): void {
  // Must happen before the first window.
  setupIdentity();
  // Before anything can go wrong that it would tell of.
  openLog("Fullconv", sectionsOf("desktop app"));
  setupCrashes();
  // Before a process is started that shall share the folder.
  ownSession();
  // Must happen before the app is ready, which is when Chromium begins.
  setupOffline();
  // Must happen before the app is ready, or the scheme stays without its privileges.
  registerScheme();
  // Must happen before the first page exists.
  setupGuards();
  // Must happen before the app is ready: macOS names the file that it was started with early.
  setupFiles(opener);
  const end = setupQuit(async () => {
    // Batches stop before the process that works for them.
    await api.close();
    analyst.close();
    pictures.close();
  });
  void app.whenReady().then(() => {
    serveScheme((request) => {
      const url = new URL(request.url);
      return url.pathname === crashPath ? secured(crashPage(url, words())) : api.fetch(request);
    });
    setupMenu({ opener, events, recent, told });
    const window = openWindow(key, told, tellState, api.settings.get().theme);
    recoverFromCrashes(window, () => {
      events.windowGone();
      told.windowGone();
    });
    // Windows ends the session: there is no way to prevent it, and nobody to ask.
    window.on("session-end", end.now);
    askBeforeLeaving(window, { work, words, isEnding: end.isDecided });
    showWork(window, api.runningBatches, told);
    if (process.platform === "darwin") showDocument(window, told, (id) => api.images.pathOf(id));
  });
}
