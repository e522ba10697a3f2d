/** @file The menu follows the window: what can be used, what is on, what was opened lately. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DesktopApp } from "../support/electron/launch.ts";
import { expectPage, hosts, quit } from "./hosts.ts";

describe.each(hosts())("the menu on $name", ({ launch }) => {
  let folder: string;
  let app: DesktopApp;
  const place = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fullconv-menu-"));
    const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
    const create = { width: 120, height: 90, channels: 3, background: "#888", noise } as const;
    writeFileSync(place("R&D.png"), await sharp({ create }).png().toBuffer());
    app = await launch({ args: ["--lang=en-US"], folder });
  });
  afterAll(async () => {
    await quit(app);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  interface Shown {
    readonly enabled: boolean;
    readonly checked: boolean;
    readonly label: string;
  }
  const item = (id: string): Promise<Shown | null> =>
    app.evaluate(({ Menu }, wanted) => {
      const found = Menu.getApplicationMenu()?.getMenuItemById(wanted);
      if (!found) return null;
      return { enabled: found.enabled, checked: found.checked, label: found.label };
    }, id);
  const click = (id: string): Promise<void> =>
    app.evaluate(({ Menu }, wanted) => {
      Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click();
    }, id);
  const usable = async (...ids: string[]): Promise<boolean[]> =>
    Promise.all(ids.map(async (id) => (await item(id))?.enabled ?? false));

  it("disables what needs an image while there is none", async () => {
    await expect.poll(() => usable("theme-dark")).toEqual([true]);
    expect(await usable("open", "open-folder", "add-model")).toEqual([true, true, true]);
    expect(await usable("export", "overlay", "fit", "stop")).toEqual([false, false, false, false]);
  });

  it("does what the window's keys do, and shows what is on", async () => {
    await app.page.getByRole("button", { name: "Try the sample" }).click();
    await expect.poll(() => usable("export", "overlay", "fit")).toEqual([true, true, true]);
    await expect.poll(async () => (await item("overlay"))?.checked).toBe(true);
    await click("overlay");
    await expect.poll(async () => (await item("overlay"))?.checked).toBe(false);
    await app.page.keyboard.press("h");
    await expect.poll(async () => (await item("overlay"))?.checked).toBe(true);
  });

  it("opens what can be exported, and has nothing else to say under a dialog", async () => {
    await click("export");
    const dialog = app.page.getByRole("dialog");
    await expectPage(dialog).toBeVisible();
    await expect.poll(() => usable("export", "overlay")).toEqual([false, false]);
    await app.page.keyboard.press("Escape");
    await expect.poll(() => usable("export", "overlay")).toEqual([true, true]);
  });

  it("shows the diagnostics that can be copied, in any state of the window", async () => {
    expect((await item("diagnostics"))?.label).toBe("Copy Diagnostics…");
    await click("diagnostics");
    const dialog = app.page.getByRole("dialog", { name: "Copy diagnostics" });
    await expectPage(dialog.getByTestId("diagnostics")).toContainText(/runs as +desktop app/);
    await expect.poll(() => usable("diagnostics")).toEqual([false]);
    await app.page.keyboard.press("Escape");
    await expect.poll(() => usable("diagnostics")).toEqual([true]);
  });

  it("changes the appearance", async () => {
    await click("theme-dark");
    await expectPage(app.page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect.poll(async () => (await item("theme-dark"))?.checked).toBe(true);
  });

  it("speaks the window's language", async () => {
    await app.page.getByText("中文").click({ force: true });
    await expect.poll(async () => (await item("export"))?.label).toBe("导出…");
    await app.page.getByText("English").click({ force: true });
    await expect.poll(async () => (await item("export"))?.label).toBe("Export…");
  });

  it("opens the guide", async () => {
    const path = await app.evaluate(
      ({ Menu, shell }) =>
        new Promise<string>((resolve) => {
          shell.openPath = (opened) => {
            resolve(opened);
            return Promise.resolve("");
          };
          Menu.getApplicationMenu()?.getMenuItemById("guide")?.click();
        }),
      null,
    );
    expect(readFileSync(path, "utf8")).toContain('<h1 id="guide">Guide</h1>');
  });

  it.skipIf(process.platform === "darwin")("remembers what was opened lately", async () => {
    expect(await usable("recent")).toEqual([false]);
    const open = ({ app: electron }: typeof import("electron"), path: string): void => {
      electron.emit("open-file", { preventDefault: () => undefined }, path);
    };
    await app.evaluate(open, place("R&D.png"));
    await expect.poll(async () => (await item("recent-0"))?.label).toBe("R&&D.png");
    expect(JSON.parse(readFileSync(place("profile/recent.json"), "utf8"))).toEqual({
      version: 1,
      paths: [place("R&D.png")],
    });
    await app.page.getByRole("button", { name: "Try the sample" }).waitFor({ state: "detached" });
    await click("recent-0");
    await expectPage(app.page.getByText("R&D.png", { exact: true }).first()).toBeVisible();
    await click("clear-recent");
    await expect.poll(() => usable("recent")).toEqual([false]);
    expect(existsSync(place("profile/recent.json"))).toBe(false);
  });
});
