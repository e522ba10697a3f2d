/** @file What is shared when something went wrong: what is shown is what is copied, and reports wait until they are read. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { admitted } from "../support/http/admitted.ts";
import { serve } from "../support/processes/served.ts";
import { test } from "./browser.ts";
import { choose, textFile } from "./files.ts";

const clipboard = (page: Page): Promise<string> =>
  page.evaluate<string>("navigator.clipboard.readText()");

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("diagnostics are shown as they are copied and saved, with paths and names only where they are wanted", async ({
  window,
}) => {
  await choose(window, textFile("aunt anna.png"));
  await window.getByRole("button", { name: "Dismiss" }).click();
  const help = window.getByRole("button", { name: "Help: diagnostics" });
  await help.press("Enter");
  const dialog = window.getByRole("dialog", { name: "Copy diagnostics" });
  const shown = dialog.getByTestId("diagnostics");
  await expect(shown).toContainText("image-unreadable: <name>");
  await expect(shown).toContainText("Left out: 4 paths, 1 name of a file or model");
  await expect(shown).not.toContainText("anna");
  await dialog.getByRole("button", { name: "Copy" }).press("Enter");
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const text = (): Promise<string | null> => shown.textContent();
  expect(await clipboard(window)).toBe(await text());

  await dialog.getByRole("checkbox", { name: "Include paths and names of files" }).press("Space");
  await expect(shown).toContainText("aunt anna.png");
  await expect(dialog.getByTestId("log-folder")).toContainText("The log lies in /");
  const saved = window.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save" }).click();
  const download = await saved;
  await expect(dialog.getByRole("button", { name: "Saved" })).toBeVisible();
  expect(download.suggestedFilename()).toBe("fullconv-diagnostics.txt");
  expect(readFileSync(await download.path(), "utf8")).toBe(await text());

  // The long text is reached, and scrolls, by keys.
  await shown.focus();
  await window.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(help).toBeFocused();
});

test("a session that was killed is reported by the next one, once", async ({ page }) => {
  const home = mkdtempSync(join(tmpdir(), "home-of-test-"));
  const killed = await serve(home);
  process.kill(killed.pid, "SIGKILL");
  await expect
    .poll(() => {
      try {
        return process.kill(killed.pid, 0);
      } catch {
        return false;
      }
    })
    .toBe(false);
  const { address, stop } = await serve(home);
  try {
    await (await admitted(address)).open(page);
    await expect(page.getByTestId("end-report")).toContainText(
      "Fullconv ended unexpectedly the last time.",
    );
    await page.getByRole("button", { name: "Read the report" }).click();
    const dialog = page.getByRole("dialog", { name: "Report of an unexpected end" });
    await expect(dialog.getByTestId("diagnostics")).toContainText(
      /What ended: app[\s\S]*ended without a word[\s\S]*The log before it[\s\S]*fullconv serve/,
    );
    await expect(dialog.getByTestId("diagnostics")).toContainText(
      /The session that ended[\s\S]*Machine \(when Fullconv was started again, not when it ended\)/,
    );
    await page.keyboard.press("Escape");
    // What opened it is gone: the focus is where it can be opened again.
    await expect(page.getByRole("button", { name: "Help: diagnostics" })).toBeFocused();
    await expect(page.getByTestId("end-report")).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("button", { name: "Try the sample" })).toBeVisible();
    await expect(page.getByTestId("end-report")).toHaveCount(0);
  } finally {
    await stop();
  }
});

const engineOf = (pid: number): number => {
  const processes = execFileSync("ps", ["-ww", "-o", "pid=,args=", "--ppid", String(pid)], {
    encoding: "utf8",
  });
  return Number(/(\d+) .*worker\.js/.exec(processes)?.[1]);
};

test("an engine that is killed is told of at once", async ({ page }) => {
  test.skip(process.platform !== "linux", "the processes of a process are listed by Linux's ps");
  const { address, pid, stop } = await serve();
  try {
    await (await admitted(address)).open(page);
    await expect(page.getByRole("combobox", { name: "Model" })).toBeEnabled();
    process.kill(engineOf(pid), "SIGKILL");
    await expect(page.getByTestId("end-report")).toContainText("engine ended unexpectedly");
    await page.getByRole("button", { name: "Read the report" }).click();
    await expect(page.getByTestId("diagnostics")).toContainText(
      "the engine process ended unexpectedly (SIGKILL: killed from outside",
    );
  } finally {
    await stop();
  }
});

test("a server that ends is told of at once, with nothing that cannot work", async ({ page }) => {
  const { address, stop } = await serve();
  try {
    await (await admitted(address)).open(page);
    await page.getByRole("button", { name: "Try the sample" }).click();
    await expect(page.getByTestId("status")).toContainText("is there: ");
    await expect(page.getByTestId("app-ended")).toHaveCount(0);
  } finally {
    await stop();
  }
  const bar = page.getByTestId("app-ended");
  await expect(bar).toHaveText(
    "Fullconv has ended. Start it again, then open the address that it prints.",
  );
  await page.getByRole("combobox", { name: "Model" }).selectOption({ index: 0 });
  await expect(page.getByText("It has ended: start it again.").first()).toBeVisible();
  // What is left of it, beside the pass, does nothing.
  await expect(page.getByRole("button", { name: "Run again", disabled: false })).toHaveCount(0);
  await page.getByRole("radio", { name: "简体中文" }).check({ force: true });
  await expect(bar).toContainText("Fullconv 已退出");
});

test("an engine that ends under a comparison is told of in the window's language", async ({
  page,
}) => {
  test.skip(process.platform !== "linux", "the processes of a process are listed by Linux's ps");
  const { address, pid, stop } = await serve();
  try {
    await (await admitted(address)).open(page);
    await page.getByRole("button", { name: "Try the sample" }).click();
    // What has begun is told of; what waits is asked of the next one.
    await expect(page.getByTestId("comparison").getByRole("progressbar")).toBeVisible();
    const engine = engineOf(pid);
    process.kill(engine, "SIGSTOP");
    await page.getByRole("radio", { name: "简体中文" }).check({ force: true });
    process.kill(engine, "SIGKILL");
    const failure = page.getByRole("alert").filter({ hasText: "推理进程已退出" });
    await expect(failure).toContainText(/推理进程在.+时意外退出（SIGKILL：被外部终止/);
    await expect(failure).toContainText("请重新运行");
    // The host's own words are one click away, and nowhere else.
    await expect(failure.getByRole("paragraph").first()).not.toContainText(
      /unexpectedly|run it again/,
    );
    await expect(failure.getByRole("group")).not.toHaveAttribute("open");
  } finally {
    await stop();
  }
});
