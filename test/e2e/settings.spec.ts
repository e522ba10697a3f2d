/** @file What is kept from one server to the next, on whichever port, and what is said where it cannot be read. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Served } from "../support/processes/served.ts";
import { serve } from "../support/processes/served.ts";
import { test } from "./browser.ts";

const newHome = (): string => mkdtempSync(join(tmpdir(), "home-of-test-"));
const kept = (home: string): unknown =>
  JSON.parse(readFileSync(join(home, "settings.json"), "utf8"));
const model = (page: Page): Locator => page.getByRole("combobox", { name: /^(?:Model|模型)$/ });

async function visit(page: Page, { address }: Served): Promise<void> {
  await page.goto(address);
  await expect(model(page)).toBeEnabled();
}

test("what was chosen is there on another port, before anything is painted", async ({ page }) => {
  const home = newHome();
  const first = await serve(home);
  await visit(page, first);
  await page.getByLabel("Dark").check({ force: true });
  await page.getByLabel("简体中文").check({ force: true });
  await expect.poll(() => kept(home)).toEqual({ version: 1, theme: "dark", locale: "zh" });
  await first.end();

  const second = await serve(home);
  try {
    expect(new URL(second.address).origin).not.toBe(new URL(first.address).origin);
    const themes: (string | null)[] = [];
    await page.exposeFunction("saw", (theme: string | null) => themes.push(theme));
    // What the page has as soon as it has anything, and whatever it has then.
    await page.addInitScript(`
      const tell = () => void saw(document.documentElement?.getAttribute("data-theme"));
      new MutationObserver(tell).observe(document, { subtree: true, attributes: true, childList: true });
    `);
    await visit(page, second);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
    await expect.poll(() => themes.length).toBeGreaterThan(0);
    expect(new Set(themes)).toEqual(new Set(["dark"]));
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(ground).toBe("rgb(15, 19, 24)");
  } finally {
    await second.stop();
  }
});

test("what an earlier version kept in the browser is taken over once", async ({ page }) => {
  const home = newHome();
  const server = await serve(home);
  try {
    const earlier = { locale: "zh", theme: "dark", opacity: 0.5 };
    await page.addInitScript(`
      if (localStorage.getItem("began") === null)
        localStorage.setItem("fullconv.preferences", ${JSON.stringify(JSON.stringify(earlier))});
      localStorage.setItem("began", "");
    `);
    await visit(page, server);
    await expect.poll(() => kept(home)).toEqual({ version: 1, ...earlier });
    const left = (): Promise<unknown> =>
      page.evaluate(`localStorage.getItem("fullconv.preferences")`);
    await expect.poll(left).toBeNull();
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  } finally {
    await server.stop();
  }
});

test("a damaged file is set aside, which the window says; it can be kept anew", async ({
  page,
}) => {
  const home = newHome();
  const torn = '{"version":1,"theme":"da';
  writeFileSync(join(home, "settings.json"), torn);
  writeFileSync(join(home, "devices.json"), '{"version":9}');
  const server = await serve(home);
  try {
    await visit(page, server);
    const note = page.getByRole("status").filter({ hasText: "settings.json" });
    await expect(note).toContainText("begins anew");
    await expect(note).toContainText("settings.json.broken-1");
    expect(readFileSync(join(home, "settings.json.broken-1"), "utf8")).toBe(torn);
    // What the engine process finds is said here, too.
    const newer = page.getByRole("status").filter({ hasText: "devices.json" });
    await expect(newer).toContainText("written by a newer Fullconv");
    await page.getByLabel("简体中文").check({ force: true });
    await expect(note).toContainText("已重新开始");
    await expect.poll(() => kept(home)).toEqual({ version: 1, locale: "zh" });
    // A window that is loaded again says it again, until it was read.
    await page.reload();
    await expect(note).toContainText("已重新开始");
    const told = page.waitForResponse((answer) => answer.url().endsWith("/api/state/read"));
    await note.getByRole("button").click();
    await expect(note).toHaveCount(0);
    await told;
    await page.reload();
    await expect(newer).toHaveCount(1);
    await expect(note).toHaveCount(0);
    // Damaged while the window is open, it is said by the page that finds it.
    writeFileSync(join(home, "settings.json"), "torn");
    await page.reload();
    const again = page.getByRole("status").filter({ hasText: "settings.json.broken-2" });
    await expect(again).toHaveCount(1);
  } finally {
    await server.stop();
  }
});

test("what cannot be kept is said once", async ({ page }) => {
  const home = newHome();
  const server = await serve(home);
  try {
    await visit(page, server);
    // What the file is written to first is taken.
    mkdirSync(join(home, `settings.json.${server.pid}.part`));
    await page.getByLabel("Dark").check({ force: true });
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("settings.json: cannot be written");
    await alert.getByRole("button", { name: "Dismiss" }).click();
    const refused = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await page.getByLabel("Light").check({ force: true });
    expect((await refused).ok()).toBe(false);
    await expect(alert).toHaveCount(0);
  } finally {
    await server.stop();
  }
});

test("a model of one's own that is damaged is listed with what is wrong, and can be removed", async ({
  page,
}) => {
  const home = newHome();
  for (const id of ["hurt", "torn"]) mkdirSync(join(home, "models", id), { recursive: true });
  writeFileSync(join(home, "models", "torn", "card.json"), '{"id":"torn"');
  const server = await serve(home);
  try {
    await visit(page, server);
    const listed = (name: string): Locator => page.getByRole("note", { name });
    await expect(listed("hurt cannot be used")).toContainText("card.json: is not there");
    await expect(listed("torn cannot be used")).toContainText("card.json");
    await listed("torn cannot be used").getByRole("button", { name: "Remove…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(listed("torn cannot be used")).toHaveCount(0);
    expect(readdirSync(join(home, "models"))).toEqual(["hurt"]);
  } finally {
    await server.stop();
  }
});
