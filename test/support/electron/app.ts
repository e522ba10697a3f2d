/** @file Electron's `app`: its life, its paths, and one instance at a time. */
import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Preventable } from "./event.ts";
import { utilities } from "./utility-process.ts";

interface Window {
  close(): Promise<boolean>;
}

/** Chromium's switches, which the window's browser is started with. */
class CommandLine {
  private readonly switches = new Map<string, string>();

  appendSwitch(name: string, value = ""): void {
    this.switches.set(name, value);
  }

  hasSwitch = (name: string): boolean => this.switches.has(name);

  getSwitchValue = (name: string): string => this.switches.get(name) ?? "";

  get asArguments(): string[] {
    return [...this.switches].map(([name, value]) => `--${name}${value && `=${value}`}`);
  }
}

class App extends EventEmitter {
  readonly commandLine = new CommandLine();
  readonly name = "Fullconv";
  readonly isPackaged = false;
  readonly windows = new Set<Window>();
  private quitting = false;

  constructor() {
    super();
    for (const name of ["SIGINT", "SIGTERM"] as const)
      process.on(name, () => {
        // Who listens takes the place of what would happen by itself.
        if (process.listenerCount(name) === 1) this.quit();
      });
  }

  async whenReady(): Promise<void> {
    await new Promise(setImmediate);
  }

  enableSandbox(): void {
    // The Chromium of the tests has none.
  }

  /** "Adds `path` to the recent documents list. This list is managed by the OS." (macOS, Windows) */
  addRecentDocument(): void {
    // There is no such list here.
  }

  /** "Clears the recent documents list." (macOS, Windows) */
  clearRecentDocuments(): void {
    // There is no such list here.
  }

  getVersion(): string {
    return (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
  }

  getLocale(): string {
    const start = "--lang=";
    return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length) ?? "en";
  }

  getPath(name: "userData"): string {
    const start = { userData: "--user-data-dir=" }[name];
    const folder = process.argv.find((argument) => argument.startsWith(start));
    if (folder === undefined) throw new Error(`the stand-in is started with ${start}`);
    return folder.slice(start.length);
  }

  getAppMetrics(): { type: string; name: string; pid: number }[] {
    return [...utilities].map((pid) => ({ type: "Utility", name: "Fullconv engine", pid }));
  }

  /** A file marks the first instance; the second leaves what it has to say beside it. */
  requestSingleInstanceLock(data: unknown): boolean {
    const folder = join(this.getPath("userData"), "instances");
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, "first");
    try {
      writeFileSync(lock, "", { flag: "wx" });
    } catch {
      writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(data));
      return false;
    }
    process.on("exit", () => {
      rmSync(lock, { force: true });
    });
    watch(folder, (_event, file) => {
      if (file?.endsWith(".json")) this.hear(join(folder, file));
    }).unref();
    return true;
  }

  /**
   * "Try to close all windows. The `before-quit` event will be emitted first. If all windows are successfully closed, the
   * `will-quit` event will be emitted and by default the application will terminate." A window may give it up.
   */
  quit(): void {
    this.emit("before-quit", new Preventable());
    this.quitting = true;
    void this.end();
  }

  closed(window: Window): void {
    this.windows.delete(window);
    if (this.windows.size === 0 && !this.quitting) this.emit("window-all-closed");
  }

  private async end(): Promise<void> {
    const closed = await Promise.all([...this.windows].map((window) => window.close()));
    if (closed.includes(false)) {
      this.quitting = false;
      return;
    }
    const event = new Preventable();
    this.emit("will-quit", event);
    if (!event.defaultPrevented) process.exit(0);
  }

  private hear(file: string): void {
    try {
      const data: unknown = JSON.parse(readFileSync(file, "utf8"));
      rmSync(file);
      this.emit("second-instance", {}, [], "", data);
    } catch {
      // Not yet written in full, or heard before.
    }
  }
}

export const app = new App();
