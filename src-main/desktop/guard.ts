/** @file What a page may not do: leave, open windows, ask for permissions. */
import type { WebContents } from "electron";
import { app, session, shell } from "electron";
import { home } from "./app-scheme.ts";

/** An error's words can be copied; what the clipboard holds cannot be read. */
const allowed = new Set(["clipboard-sanitized-write"]);

/** Must be called before the first page exists. */
export function setupGuards(): void {
  app.enableSandbox();
  app.on("web-contents-created", (_event, contents) => {
    keepHome(contents);
  });
  void app.whenReady().then(() => {
    const { defaultSession } = session;
    defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
      answer(allowed.has(permission));
    });
    defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  });
}

function keepHome(contents: WebContents): void {
  contents.on("will-navigate", (event) => {
    if (event.url.startsWith(home)) return;
    event.preventDefault();
    openOutside(event.url);
  });
  // A dropped link would open a window of its own.
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: "deny" };
  });
  contents.on("will-attach-webview", (event) => {
    event.preventDefault();
  });
}

/** In the user's browser, and only what belongs there: other schemes could start other programs. */
function openOutside(url: string): void {
  if (new URL(url).protocol === "https:") void shell.openExternal(url);
}
