/** @file Electron's `BrowserWindow`: a page of a Chromium without a screen. */
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, CDPSession, Page } from "@playwright/test";
import { chromium } from "@playwright/test";
import { patience } from "../slowness.ts";
import { app } from "./app.ts";
import { tellTest } from "./control.ts";
import { isCancelled, isGranted } from "./desktop.ts";
import { Preventable } from "./event.ts";
import { runPreload } from "./preload-world.ts";
import type { Site } from "./protocol.ts";
import { serve } from "./protocol.ts";

interface Options {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly webPreferences: {
    readonly preload: string;
    readonly additionalArguments: readonly string[];
    readonly sandbox: boolean;
    readonly contextIsolation: boolean;
    readonly nodeIntegration: boolean;
  };
}

type OpenHandler = (details: { url: string }) => { action: "allow" | "deny" };

class WebContents extends EventEmitter {
  onOpen: OpenHandler = () => ({ action: "allow" });

  setWindowOpenHandler(handler: OpenHandler): void {
    this.onOpen = handler;
  }

  setWebRTCIPHandlingPolicy(): void {
    // The Chromium of the tests is not asked for calls.
  }

  /**
   * Of `render-process-gone` ("Emitted when the renderer process unexpectedly disappears") tests emit the event: the page lives on.
   * The page's address, and how it is loaded again: its window has them. */
  getURL = (): string => "";
  reload = (): void => undefined;
}

class NavigationEvent extends Preventable {
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  private readonly options: Options;
  private context: BrowserContext | null = null;
  private shown = false;
  private destroyed = false;
  private goTo: ((url: string) => Promise<void>) | null = null;

  constructor(options: Options) {
    super();
    const { sandbox, contextIsolation, nodeIntegration } = options.webPreferences;
    if (!sandbox || !contextIsolation || nodeIntegration) throw new Error("an open window");
    this.options = options;
    app.windows.add(this);
    app.emit("web-contents-created", {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...app.windows].filter((window) => window instanceof BrowserWindow);
  }

  async loadURL(url: string): Promise<void> {
    if (this.goTo) {
      await this.goTo(url);
      return;
    }
    const site = await serve(url);
    const profile = join(app.getPath("userData"), "chromium");
    const { width, height, webPreferences } = this.options;
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      viewport: { width, height },
      timeout: patience(60_000),
      // The app ends its window itself; a browser that ends beside it would be a window that cannot be closed.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        "--remote-debugging-port=0",
        ...["--no-sandbox", "--disable-gpu", "--no-first-run"],
        ...app.commandLine.asArguments,
      ],
    });
    this.context = context;
    await context.route(
      ({ href }) => isCancelled(site.inside(href)),
      (route) => route.abort("blockedbyclient"),
    );
    if (await isGranted("geolocation")) await context.grantPermissions(["geolocation"]);
    const [page = await context.newPage()] = context.pages();
    const session = await context.newCDPSession(page);
    await this.watch(page, session, site);
    const source = readFileSync(webPreferences.preload, "utf8");
    await runPreload(session, source, webPreferences.additionalArguments);
    this.goTo = async (wanted) => {
      await page.goto(site.outside(wanted), { timeout: patience(30_000) });
    };
    this.webContents.getURL = () => site.inside(page.url());
    this.webContents.reload = () => void page.reload();
    await this.goTo(url);
    // "Emitted when the web page has been rendered (while not being shown) and window can be displayed without a visual flash."
    this.emit("ready-to-show");
    const [port] = readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n");
    tellTest({ type: "window", browser: `http://127.0.0.1:${port ?? ""}` });
  }

  show(): void {
    this.shown = true;
  }

  isVisible(): boolean {
    return this.shown;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  focus(): void {
    // There is no screen.
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { x = 40, y = 30, width, height } = this.options;
    return { x, y, width, height };
  }

  /** "Maximizes the window. This will also show (but not focus) the window if it isn't being displayed already." */
  maximize(): void {
    this.shown = true;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  /** "Sets progress value in progress bar. Valid range is [0, 1.0]. Remove progress bar when progress < 0" */
  setProgressBar(): void {
    // There is no taskbar.
  }

  setBackgroundColor(): void {
    // The page covers it.
  }

  /** Event `close`: "Calling `event.preventDefault()` will cancel the close." @returns whether it was closed */
  async close(): Promise<boolean> {
    const event = new Preventable();
    this.emit("close", event);
    if (event.defaultPrevented) return false;
    this.destroyed = true;
    await this.context?.close();
    this.emit("closed");
    app.closed(this);
    return true;
  }

  /** The page's wishes to go elsewhere, as the events that Electron makes of them. */
  private async watch(page: Page, session: CDPSession, site: Site): Promise<void> {
    let popups: "allow" | "deny" = "allow";
    session.on("Page.windowOpen", ({ url }) => {
      popups = this.webContents.onOpen({ url }).action;
    });
    page.on("popup", (popup) => {
      if (popups === "deny") void popup.close();
    });
    session.on("Fetch.requestPaused", ({ requestId, request }) => {
      const event = new NavigationEvent(site.inside(request.url));
      if (page.url() !== "about:blank") this.webContents.emit("will-navigate", event);
      void (event.defaultPrevented
        ? session.send("Fetch.failRequest", { requestId, errorReason: "Aborted" })
        : session.send("Fetch.continueRequest", { requestId }));
    });
    await session.send("Page.enable");
    await session.send("Fetch.enable", { patterns: [{ resourceType: "Document" }] });
  }
}
