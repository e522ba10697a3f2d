/** @file The desktop while something runs: how it is shown, what is asked before it ends, and what becomes of a page that dies. */
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DesktopApp } from "../support/electron/launch.ts";
import { expectPage, hosts } from "./hosts.ts";

type Electron = typeof import("electron");

describe.each(hosts())("what runs on $name", ({ launch }) => {
  let folder: string;
  let app: DesktopApp;
  const place = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fullconv-running-"));
    mkdirSync(place("scans"));
    const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
    const create = { width: 400, height: 300, channels: 3, background: "#888", noise } as const;
    writeFileSync(place("one.png"), await sharp({ create }).png().toBuffer());
    // More than any machine gets through before the test is.
    for (let index = 0; index < 5000; index++)
      linkSync(place("one.png"), place(`scans/${index}.png`));
    app = await launch({ args: ["--lang=en-US"], folder });
  });
  afterAll(() => {
    app.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  const openFile = (path: string): Promise<void> =>
    app.evaluate((electron, wanted) => {
      electron.app.emit("open-file", { preventDefault: () => undefined }, wanted);
    }, path);
  const goOn = async (): Promise<void> => {
    await app.page.getByRole("button", { name: "Resume" }).click();
    await expectPage(app.page.getByTestId("batch-status")).toHaveText("Running");
  };
  const die = (): Promise<void> =>
    app.evaluate(({ BrowserWindow }) => {
      const details = { reason: "oom", exitCode: 5 };
      BrowserWindow.getAllWindows()[0]?.webContents.emit("render-process-gone", {}, details);
    }, null);

  it("has the colours of the window's appearance around it", async () => {
    const source = (): Promise<string> =>
      app.evaluate(({ nativeTheme }) => nativeTheme.themeSource, null);
    await expect.poll(source).toBe("system");
    await app.page.getByLabel("Dark").check({ force: true });
    await expect.poll(source).toBe("dark");
  });

  it("loads a page that died anew, and loses nothing that was opened meanwhile", async () => {
    await die();
    await openFile(place("one.png"));
    await expectPage(app.page.getByText("one.png", { exact: true }).first()).toBeVisible();
  });

  it("says so when it dies again, with a way back", async () => {
    await die();
    await expectPage(app.page.getByText("The window stopped working, twice")).toBeVisible();
    await expectPage(app.page.getByText("oom (5)")).toBeVisible();
    await app.page.getByRole("button", { name: "Try again" }).click();
    await expectPage(app.page.getByRole("button", { name: "Try the sample" })).toBeVisible();
  });

  it("shows how far a batch is, and keeps the system awake for it", async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const shown: number[] = [];
      Object.assign(globalThis, { shown });
      if (window) window.setProgressBar = (progress) => shown.push(progress);
    }, null);
    await openFile(place("scans"));
    await expectPage(app.page.getByTestId("batch-found")).toContainText("5,000 images");
    await app.page.getByRole("button", { name: /^Start/ }).click();
    await expectPage(app.page.getByTestId("batch-status")).toHaveText("Running");
    const awake = ({ powerSaveBlocker }: Electron): boolean => powerSaveBlocker.isStarted(1);
    await expect.poll(() => app.evaluate(awake, null)).toBe(true);
    const furthest = (): Promise<number> =>
      app.evaluate(() => Math.max(...(globalThis as unknown as { shown: number[] }).shown), null);
    await expect.poll(furthest).toBeGreaterThan(0);
    expect(await furthest()).toBeLessThan(1);
  });

  it("asks before it quits, and stays where it is told to", async () => {
    const asked = await app.evaluate(
      ({ app: electron, dialog }) =>
        new Promise<unknown>((resolve) => {
          dialog.showMessageBox = ((_window: unknown, options: unknown) => {
            resolve(options);
            return Promise.resolve({ response: 1, checkboxChecked: false });
          }) as typeof dialog.showMessageBox;
          electron.quit();
        }),
      null,
    );
    expect(asked).toMatchObject({
      message: "Quit while something is running?",
      buttons: ["Quit", "Stay"],
      defaultId: 1,
      cancelId: 1,
    });
    expect((asked as { detail: string }).detail).toMatch(
      /^The batch stops with \d+ images to go; it goes on from there the next time\.$/,
    );
    await expectPage(app.page.getByTestId("batch-status")).toHaveText("Running");
  });

  it("ends with the system's session without a question, and offers the batch the next time", async () => {
    app
      .evaluate(({ BrowserWindow, dialog }) => {
        dialog.showMessageBox = () => Promise.reject(new Error("nobody is there to be asked"));
        // Windows alone: "Once this event fires, there is no way to prevent the session from ending."
        BrowserWindow.getAllWindows()[0]?.emit("session-end", {});
      }, null)
      .catch(() => undefined);
    expect(await app.ended).toBe(0);
    const settings: unknown = JSON.parse(readFileSync(place("profile/window.json"), "utf8"));
    expect(settings).toMatchObject({ theme: "dark" });
    app = await launch({ args: ["--lang=en-US"], folder });
    await expectPage(app.page.getByText(/5,000/).first()).toBeVisible();
  });

  it("ends on a signal without a question", async () => {
    await goOn();
    const pid = await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.reject(new Error("nobody is there to be asked"));
      return process.pid;
    }, null);
    process.kill(pid, "SIGTERM");
    expect(await app.ended).toBe(0);
  });

  it("quits where it is told to", async () => {
    app = await launch({ args: ["--lang=en-US"], folder });
    await goOn();
    app
      .evaluate(({ app: electron, dialog }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
        electron.quit();
      }, null)
      .catch(() => undefined);
    expect(await app.ended).toBe(0);
  });
});
