/** @file Starts the built desktop app, on Electron or on the stand-in, so that one test can drive either. */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { _electron, chromium } from "@playwright/test";
import { patience } from "../slowness.ts";
import type { Question, Told } from "./control.ts";

type Electron = typeof import("electron");

export interface DesktopApp {
  readonly page: Page;
  /** Runs a function in the main process; it sees its arguments alone. */
  evaluate<A, R>(work: (electron: Electron, arg: A) => R | Promise<R>, arg: A): Promise<Awaited<R>>;
  /** Starts the app once more; its exit status. */
  again(args: readonly string[]): Promise<number | null>;
  /** Exit status of the main process, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it, should it still run. */
  kill(): void;
}

export interface Launch {
  readonly args: readonly string[];
  /** Folder for the app's settings and for temporary files. */
  readonly folder: string;
}

const environment = (folder: string): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  TMPDIR: folder,
  TEMP: folder,
  TMP: folder,
  XDG_CONFIG_HOME: folder,
});

const profile = (folder: string): string => `--user-data-dir=${join(folder, "profile")}`;

/** Why Electron cannot run here, or null where it can. */
export function electronObstacle(): string | null {
  const folder = "node_modules/electron";
  const name = join(folder, "path.txt");
  if (!existsSync(name) || !existsSync(join(folder, "dist", readFileSync(name, "utf8"))))
    return "its binary is not here";
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = process.platform !== "linux" || (DISPLAY ?? WAYLAND_DISPLAY ?? "") !== "";
  return hasDisplay ? null : "there is no display";
}

/** Chromium's sandbox refuses the administrator. */
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export async function launchElectron({ args, folder }: Launch): Promise<DesktopApp> {
  const app = await _electron.launch({
    args: [".", ...sandbox, profile(folder), ...args],
    env: environment(folder),
    timeout: patience(60_000),
  });
  const child = app.process();
  const page = await app.firstWindow({ timeout: patience(60_000) });
  page.setDefaultTimeout(patience(30_000));
  return {
    page,
    // Playwright's own types wrap every argument; what crosses is the same.
    evaluate: (work, arg) => app.evaluate(work as never, arg) as never,
    again: (more) => {
      const options = { env: environment(folder), stdio: "inherit" as const };
      return exit(spawn(child.spawnfile, [".", ...sandbox, profile(folder), ...more], options));
    },
    ended: exit(child),
    kill: () => child.kill("SIGKILL"),
  };
}

function spawnStandIn({ args, folder }: Launch): ChildProcess {
  const register = new URL("register.ts", import.meta.url).href;
  return spawn(
    process.execPath,
    ["--import", "tsx", "--import", register, "dist/desktop/main.js", profile(folder), ...args],
    { env: environment(folder), stdio: ["ignore", "inherit", "inherit", "ipc"] },
  );
}

export async function launchStandIn(launch: Launch): Promise<DesktopApp> {
  const child = spawnStandIn(launch);
  const ended = exit(child);
  const browser = await new Promise<string>((resolve, reject) => {
    child.on("message", (told: Told) => {
      if (told.type === "window") resolve(told.browser);
    });
    void ended.then((code) => {
      reject(new Error(`ended with ${String(code)} before there was a window`));
    });
  });
  const connection = await chromium.connectOverCDP(browser, { timeout: patience(60_000) });
  const [page] = connection.contexts().flatMap((context) => context.pages());
  if (!page) throw new Error("no page");
  page.setDefaultTimeout(patience(30_000));
  let asked = 0;
  return {
    page,
    again: (args) => exit(spawnStandIn({ ...launch, args })),
    ended,
    kill: () => child.kill("SIGKILL"),
    evaluate: (work, arg) =>
      new Promise((resolve, reject) => {
        const question: Question = { id: ++asked, source: String(work), arg };
        const listener = (told: Told): void => {
          if (told.type !== "answer" || told.id !== question.id) return;
          child.off("message", listener);
          if ("error" in told) reject(new Error(told.error));
          else resolve(told.value as never);
        };
        child.on("message", listener);
        child.send(question);
      }),
  };
}

const exit = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null) await once(child, "exit");
  return child.exitCode;
};
