/** @file What Electron is told so that the desktop stays offline: before it is ready, of each page, and of each request. */
import { EventEmitter } from "node:events";
import { expect, it, vi } from "vitest";
import { setupOffline } from "../../src-main/desktop/offline.ts";

type Handler = (details: unknown, answer: (response: { cancel: boolean }) => void) => void;

const told = vi.hoisted(() => ({
  switches: [] as [string, string | undefined][],
  spelling: null as boolean | null,
  calls: null as string | null,
  requests: null as { urls: string[]; handler: Handler } | null,
  ready: (): void => undefined,
}));

vi.mock("electron", async () => {
  const { EventEmitter: Emitter } = await import("node:events");
  const ready = new Promise<void>((resolve) => (told.ready = resolve));
  const app = Object.assign(new Emitter(), {
    commandLine: {
      appendSwitch: (name: string, value?: string) => told.switches.push([name, value]),
    },
    whenReady: () => ready,
  });
  const defaultSession = {
    setSpellCheckerEnabled: (enabled: boolean) => (told.spelling = enabled),
    webRequest: {
      onBeforeRequest: ({ urls }: { urls: string[] }, handler: Handler) =>
        (told.requests = { urls, handler }),
    },
  };
  return { app, session: { defaultSession } };
});

it("tells Chromium before it is ready, and the session as soon as there is one", async () => {
  setupOffline();
  const names = told.switches.map(([name]) => name);
  expect(names).toContain("disable-background-networking");
  expect(names).toContain("disable-component-update");
  expect(names).toContain("no-proxy-server");
  expect(Object.fromEntries(told.switches)["host-resolver-rules"]).toMatch(/^MAP \* ~NOTFOUND/);
  expect(told.requests).toBeNull();

  told.ready();
  await expect
    .poll(() => told.requests?.urls)
    .toEqual(["http://*/*", "https://*/*", "ws://*/*", "wss://*/*"]);
  expect(told.spelling).toBe(false);
  const answers: boolean[] = [];
  told.requests?.handler({ url: "https://elsewhere.invalid/" }, ({ cancel }) => {
    answers.push(cancel);
  });
  expect(answers).toEqual([true]);
});

it("lets no page ask for this machine's address", async () => {
  const { app } = await import("electron");
  const setWebRTCIPHandlingPolicy = (policy: string): void => {
    told.calls = policy;
  };
  (app as unknown as EventEmitter).emit("web-contents-created", {}, { setWebRTCIPHandlingPolicy });
  expect(told.calls).toBe("disable_non_proxied_udp");
});
