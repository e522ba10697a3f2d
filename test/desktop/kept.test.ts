/** @file What the desktop keeps from one start to the next: of versions without a number, damaged, and of a newer version. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DesktopApp } from "../support/electron/launch.ts";
import { expectPage, hosts, quit } from "./hosts.ts";

type Electron = typeof import("electron");

describe.each(hosts())("what is kept on $name", ({ launch }) => {
  let folder: string;
  let app: DesktopApp;
  const inProfile = (name: string): string => join(folder, "profile", name);
  const settings = join(process.env["FULLCONV_HOME"] ?? "", "settings.json");
  const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  const start = async (): Promise<void> => {
    app = await launch({ args: ["--lang=en-US"], folder });
    await expectPage(app.page.getByRole("combobox", { name: "Model" })).toBeEnabled();
  };
  const lately = (): Promise<string | undefined> =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById("recent-0")?.label, null);
  const bounds = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }: Electron) => {
      const { x, y, width, height } = BrowserWindow.getAllWindows()[0]?.getNormalBounds() ?? {};
      return [x, y, width, height];
    }, null);
  const theme = (): Promise<string> =>
    app.evaluate(({ nativeTheme }) => nativeTheme.themeSource, null);
  const note = (path: string) => app.page.getByRole("status").filter({ hasText: path });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "fullconv-kept-"));
    mkdirSync(inProfile(""));
  });
  afterAll(() => {
    app.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    rmSync(settings, { force: true });
  });

  it.skipIf(process.platform === "darwin")(
    "takes over what versions without numbers kept",
    async () => {
      const place = { position: { x: 60, y: 50 }, width: 1000, height: 700, maximized: false };
      writeFileSync(inProfile("window.json"), JSON.stringify({ ...place, theme: "dark" }));
      writeFileSync(inProfile("recent.json"), '["/scans/first.png"]');
      await start();
      expect(await bounds()).toEqual([60, 50, 1000, 700]);
      expect(await lately()).toBe("first.png");
      await expectPage(note("")).toHaveCount(1); // what happened, for those who hear it
      // The page's own appearance is of the settings.
      await app.page.getByLabel("Light").check({ force: true });
      await expect.poll(theme).toBe("light");
      await expect
        .poll(() => existsSync(settings) && read(settings))
        .toMatchObject({ theme: "light" });
      expect(await quit(app)).toBe(0);
      expect(read(inProfile("window.json"))).toEqual({ version: 1, ...place, theme: "light" });
    },
  );

  it("sets what is damaged aside, leaves what is newer, and says so in the window", async () => {
    const newer = '{"version":7,"pages":[]}';
    writeFileSync(inProfile("window.json"), '{"position":{"x":6');
    writeFileSync(inProfile("recent.json"), newer);
    writeFileSync(settings, "");
    await start();
    for (const [path, words] of [
      [inProfile("window.json"), "begins anew"],
      [inProfile("recent.json"), "newer Fullconv"],
      [settings, "begins anew"],
    ] as const)
      await expectPage(note(path)).toContainText(words);
    expect(readFileSync(`${inProfile("window.json")}.broken-1`, "utf8")).toBe('{"position":{"x":6');
    expect(readFileSync(`${settings}.broken-1`, "utf8")).toBe("");
    expect(await bounds()).toEqual([expect.anything(), expect.anything(), 1280, 840]);
    await note(settings).getByRole("button", { name: "Dismiss" }).click();
    await expectPage(note(settings)).toHaveCount(0);
    expect(await quit(app)).toBe(0);
    expect(read(inProfile("window.json"))).toMatchObject({ version: 1, width: 1280 });
    expect(readFileSync(inProfile("recent.json"), "utf8")).toBe(newer);
  });
});
