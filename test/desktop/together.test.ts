/** @file Files and folders that are opened together: from the dock, by a second start, from the menu. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DesktopApp } from "../support/electron/launch.ts";
import { onnxFile } from "../support/models/own-models.ts";
import { expectPage, hosts, quit } from "./hosts.ts";

describe.each(hosts())("what is opened together on $name", ({ launch }) => {
  let folder: string;
  let app: DesktopApp;
  const place = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fullconv-together-"));
    mkdirSync(place("scans"));
    const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
    const create = { width: 60, height: 40, channels: 3, background: "#888", noise } as const;
    const png = await sharp({ create }).png().toBuffer();
    for (const name of ["one.png", "two.png", "scans/a.png", "scans/b.png", "scans/c.png"])
      writeFileSync(place(name), png);
    writeFileSync(place("net.onnx"), onnxFile("lenet"));
    writeFileSync(place("names.json"), JSON.stringify("0123456789".split("")));
    app = await launch({ args: ["--lang=en-US", place("scans")], folder });
  });
  afterAll(async () => {
    await quit(app);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  const found = () => app.page.getByTestId("batch-found");
  const cancel = async (): Promise<void> => {
    await app.page.getByRole("button", { name: "Cancel" }).click();
    await expectPage(found()).toHaveCount(0);
  };
  /** As macOS, `open-file`: "Emitted when the user wants to open a file with the application"; an event for each. */
  const openFiles = (...paths: string[]): Promise<void> =>
    app.evaluate((electron, all) => {
      for (const path of all)
        electron.app.emit("open-file", { preventDefault: () => undefined }, path);
    }, paths);

  it("begins a batch of the folder that it was started with", async () => {
    await expectPage(found()).toContainText("3 images");
    await cancel();
  });

  it("begins a batch of several files, each of which comes by itself", async () => {
    await openFiles(place("one.png"), place("two.png"));
    await expectPage(found()).toContainText("2 images");
    await cancel();
  });

  it("shows one file that comes alone", async () => {
    await openFiles(place("one.png"));
    await expectPage(app.page.getByText("one.png", { exact: true }).first()).toBeVisible();
  });

  it("begins one model of its files", async () => {
    await openFiles(place("names.json"), place("net.onnx"));
    await expectPage(app.page.getByTestId("findings")).toBeVisible();
    await expectPage(app.page.getByText("net.onnx", { exact: true }).first()).toBeVisible();
    await app.page.keyboard.press("Escape");
    await expectPage(app.page.getByTestId("findings")).toHaveCount(0);
  });

  it("takes all that a second start hands over", async () => {
    expect(await app.again([place("one.png"), place("scans")])).toBe(0);
    await expectPage(found()).toContainText("4 images");
    await cancel();
  });

  it("runs a batch of a folder that the menu opens, one dialog at a time", async () => {
    const asked = await app.evaluate(async ({ dialog, Menu }, path) => {
      let dialogs = 0;
      let answer = (): void => undefined;
      dialog.showOpenDialog = () => {
        dialogs++;
        return new Promise((resolve) => {
          answer = () => {
            resolve({ canceled: false, filePaths: [path] });
          };
        });
      };
      const click = (id: string): void => {
        Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
      };
      click("open-folder");
      click("open-folder");
      click("open");
      await new Promise(setImmediate);
      answer();
      return dialogs;
    }, place("scans"));
    expect(asked).toBe(1);
    await expectPage(found()).toContainText("3 images");
    await app.page.getByRole("button", { name: /^Start/ }).click();
    await expectPage(app.page.getByTestId("batch-status")).toHaveText("Done");
  });
});
