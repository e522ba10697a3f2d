/** @file The desktop app as its user meets it: on Electron where that is here, and on the stand-in everywhere. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DesktopApp } from "../support/electron/launch.ts";
import { onnxFile, withWeightsApart } from "../support/models/own-models.ts";
import { analyseSample } from "../support/electron/analyse-sample.ts";
import { patience } from "../support/slowness.ts";
import { expectPage, hosts, quit } from "./hosts.ts";
import { childrenOf, isRunning, isThere } from "./processes.ts";

describe.each(hosts())("the desktop app on $name", ({ launch }) => {
  let folder: string;
  let app: DesktopApp;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fullconv-desktop-"));
    for (const name of ["menu", "dropped", "second", "again"])
      await sharp({
        create: {
          width: 120,
          height: 90,
          channels: 3,
          background: "#888",
          noise: { type: "gaussian", mean: 128, sigma: 30 },
        },
      })
        .png()
        .toFile(file(name));
    app = await launch({ args: ["--lang=en-US"], folder });
  });
  afterAll(() => {
    app.kill();
    // A browser that was ended may still be writing.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  const file = (name: string): string => join(folder, `${name}.png`);
  const cache = process.env["FULLCONV_CACHE"] ?? "";
  const uploads = (): string[] =>
    readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((path) =>
      /^(?:uploads|model)-[^/]+$/.test(basename(path)),
    );
  const shows = async (text: string): Promise<void> => {
    await expectPage(app.page.getByText(text, { exact: true }).first()).toBeVisible();
  };
  const outside = (): Promise<string[]> =>
    app.evaluate(() => (globalThis as { outside?: string[] }).outside ?? [], null);
  /** Ids of the engine processes: on Linux they are not Electron's own, and not among its figures. */
  const engines = async (): Promise<number[]> => {
    if (process.platform === "linux")
      return childrenOf(await app.evaluate(() => process.pid, null), "worker.js");
    return app.evaluate(
      (electron) =>
        electron.app
          .getAppMetrics()
          .filter(({ type, name }) => type === "Utility" && (name ?? "").startsWith("Fullconv"))
          .map(({ pid }) => pid),
      null,
    );
  };
  const openByMenu = (path: string, item = "open"): Promise<void> =>
    app.evaluate(
      (electron, wanted) => {
        electron.dialog.showOpenDialog = () =>
          Promise.resolve({ canceled: false, filePaths: [wanted.path] });
        electron.Menu.getApplicationMenu()?.getMenuItemById(wanted.item)?.click();
      },
      { path, item },
    );
  const drop = async (...paths: string[]): Promise<void> => {
    const session = await app.page.context().newCDPSession(app.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  };
  const findings = () => app.page.getByTestId("findings");

  it("shows its window", async () => {
    await expectPage(app.page).toHaveTitle("Fullconv");
    await expect
      .poll(() =>
        app.evaluate(
          ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()),
          null,
        ),
      )
      .toEqual([true]);
  });

  it("is offline: its Chromium looks up no name and asks no proxy", async () => {
    const told = await app.evaluate(
      ({ app: { commandLine } }) => [
        commandLine.getSwitchValue("host-resolver-rules"),
        commandLine.hasSwitch("no-proxy-server"),
      ],
      null,
    );
    expect(told).toEqual(["MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", true]);
  });

  it("opens the sample and lays the heat-map over it", async () => {
    expect(await analyseSample(app.page, patience(60_000))).toBe(40);
  });

  it("opens a file from the menu", async () => {
    await openByMenu(file("menu"));
    await shows("menu.png");
  });

  it("says in the window why a file cannot be opened", async () => {
    await openByMenu("package.json");
    const alert = app.page.getByRole("alert").filter({ hasText: "package.json" });
    await expectPage(alert).toBeVisible();
  });

  it("opens a dropped file by its path, and uploads nothing", async () => {
    await drop(file("dropped"));
    await shows("dropped.png");
    expect(uploads()).toEqual([]);
  });

  it("reads a dropped model where it lies, with its weights beside it, and uploads nothing", async () => {
    const { model, weights } = withWeightsApart("apart.bin");
    writeFileSync(join(folder, "apart.onnx"), model);
    writeFileSync(join(folder, "apart.bin"), weights);
    await drop(join(folder, "apart.onnx"));
    await expectPage(findings()).toContainText("28 × 28");
    expect(uploads()).toEqual([]);
    await app.page.getByRole("button", { name: "Cancel" }).click();
    await expectPage(findings()).toHaveCount(0);
  });

  it("begins to add a model that the menu was asked for", async () => {
    writeFileSync(join(folder, "menu.onnx"), onnxFile("lenet"));
    await openByMenu(join(folder, "menu.onnx"), "add-model");
    await expectPage(findings()).toBeVisible();
    await shows("menu.onnx");
    await app.page.keyboard.press("Escape");
    await expectPage(findings()).toHaveCount(0);
  });

  it("opens the files of a second start in the first window", async () => {
    expect(await app.again([pathToFileURL(file("second")).href])).toBe(0);
    await shows("second.png");
  });

  it("gives page script no way to name a path", async () => {
    const status = await app.page.evaluate(async (path) => {
      const body = JSON.stringify({ path });
      const headers = { "x-fullconv-key": "" };
      return (await fetch("/api/images/path", { method: "POST", body, headers })).status;
    }, file("menu"));
    expect(status).toBe(404);
    expect(await app.page.evaluate("Object.keys(window.fullconv)")).toEqual([
      "open",
      "addFile",
      "addToBatch",
      "tellState",
    ]);
    expect(await app.page.evaluate("[typeof require, typeof process]")).toEqual([
      "undefined",
      "undefined",
    ]);
    const withoutPath = `window.fullconv.open(new File(["x"], "pasted.png"))`;
    expect(await app.page.evaluate(withoutPath)).toBeNull();
  });

  it("stays at home, and leaves web addresses to the browser", async () => {
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      (globalThis as { outside?: string[] }).outside = opened;
      shell.openExternal = (url) => {
        opened.push(url);
        return Promise.resolve();
      };
    }, null);
    const home = app.page.url();
    await app.page.evaluate(`location.href = "https://away.test/"`);
    await expect.poll(outside).toEqual(["https://away.test/"]);
    await app.page.evaluate(`location.href = "http://plain.test/"`);
    await app.page.evaluate(`void window.open("https://window.test/")`);
    await expect.poll(outside).toEqual(["https://away.test/", "https://window.test/"]);
    // One after the other: whatever became of the one to plain.test, it is known when the next one is.
    await app.page.evaluate(`location.href = "https://last.test/"`);
    await expect.poll(outside).toContain("https://last.test/");
    expect(await outside()).toEqual(
      ["away", "window", "last"].map((name) => `https://${name}.test/`),
    );
    expect(app.page.url()).toBe(home);
    expect(await app.page.evaluate("document.title")).toMatch(/second\.png/);
    await expect.poll(() => app.page.context().pages().length).toBe(1);
  });

  it("grants no permission", async () => {
    const code = `new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(() => resolve("granted"), ({ code }) => resolve(code));
    })`;
    expect(await app.page.evaluate(code)).toBe(1); // PERMISSION_DENIED
  });

  it("shows its licences", async () => {
    const path = await app.evaluate(
      ({ dialog, Menu, shell }) =>
        new Promise<string>((resolve) => {
          dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
          shell.openPath = (opened) => {
            resolve(opened);
            return Promise.resolve("");
          };
          Menu.getApplicationMenu()?.getMenuItemById("about")?.click();
        }),
      null,
    );
    expect(readFileSync(path, "utf8")).toContain("onnxruntime-node");
  });

  it("outlives its engine process", async () => {
    const [engine = NaN] = await engines();
    process.kill(engine, "SIGKILL");
    await expect.poll(() => isThere(engine)).toBe(false);
    await expect.poll(engines).not.toContain(engine);
    // Asked in the very moment of its death, the first time may fail.
    await expectPage(async () => {
      await openByMenu(file("again"));
      await expectPage(app.page.getByText("again.png").first()).toBeVisible({
        timeout: patience(3000),
      });
    }).toPass({ timeout: patience(30_000) });
  });

  it("leaves nothing behind when it quits", async () => {
    const upload = `fetch("/api/images?name=x.png", { method: "POST", body: "x" }).then((r) => r.status)`;
    expect(await app.page.evaluate(upload)).toBe(422);
    expect(uploads()).toHaveLength(1);
    const [engine = NaN] = await engines();
    expect(await quit(app)).toBe(0);
    expect(readdirSync(cache)).toEqual([]);
    await expect.poll(() => isRunning(engine)).toBe(false);
    expect(existsSync(file("menu"))).toBe(true);
  });

  it("starts with a file, where its window was", async () => {
    const settings = join(folder, "profile", "window.json");
    const first: unknown = JSON.parse(readFileSync(settings, "utf8"));
    expect(first).toMatchObject({ version: 1, width: 1280, height: 840, maximized: false });
    const place = { position: { x: 60, y: 50 }, width: 1000, height: 700, maximized: false };
    // As versions wrote it that knew no versions.
    writeFileSync(settings, JSON.stringify(place));
    app = await launch({ args: ["--lang=en-US", file("menu")], folder });
    await shows("menu.png");
    const [bounds] = await app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.getNormalBounds()),
      null,
    );
    expect(bounds).toEqual({ ...place.position, width: 1000, height: 700 });
    expect(await quit(app)).toBe(0);
  });
});
