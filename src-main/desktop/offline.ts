/**
 * @file The desktop is offline: Chromium, which is made for the network, is told so before it starts. The app's own
 * address (protocol.ts) is answered within the process and needs no name, no proxy and no socket.
 */
import { app, session } from "electron";

/** Chromium's, by their names; see docs/dependencies.md. */
export const switches: Readonly<Record<string, string | undefined>> = {
  // No name is looked up. The loopback stays, for whoever drives the app in a test.
  "host-resolver-rules": "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  // Not even a proxy's, which systems would have looked for in the network.
  "no-proxy-server": undefined,
  "disable-background-networking": undefined,
  "disable-component-update": undefined,
  "disable-domain-reliability": undefined,
  "disable-sync": undefined,
  "no-pings": undefined,
};

/** What leaves the machine. */
const outside = { urls: ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*"] };

/** Must be called before the app is ready: Chromium reads its switches then. The crash reporter is never started. */
export function setupOffline(): void {
  for (const [name, value] of Object.entries(switches)) app.commandLine.appendSwitch(name, value);
  app.on("web-contents-created", (_event, contents) => {
    // Without it a page could ask servers for this machine's address.
    contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  });
  void app.whenReady().then(() => {
    const { defaultSession } = session;
    // Its dictionaries are downloaded.
    defaultSession.setSpellCheckerEnabled(false);
    defaultSession.webRequest.onBeforeRequest(outside, (_details, answer) => {
      answer({ cancel: true });
    });
  });
}
