import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { sessionHeader } from "../../src-core/contract/session.ts";
import { serve } from "../support/processes/served.ts";
import { test } from "./browser.ts";

test.describe("the entrance", () => {
  test("is the printed address, once, and for as long as this browser keeps what it got", async ({
    context,
    browser,
  }) => {
    const { address, stop } = await serve();
    try {
      const page = await context.newPage();
      await page.goto(address);
      await expect(page.getByRole("combobox", { name: "Model" })).toBeEnabled();
      expect(page.url()).toBe(`${new URL(address).origin}/`);
      await page.reload();
      await expect(page.getByRole("combobox", { name: "Model" })).toBeEnabled();
      // Another tab, and the address again in the browser that used it.
      const second = await context.newPage();
      await second.goto(address);
      await expect(second.getByRole("combobox", { name: "Model" })).toBeEnabled();
      expect(await context.cookies()).toEqual([]);

      const other = await browser.newContext();
      const stranger = await other.newPage();
      await stranger.goto(address);
      await expect(stranger.getByRole("alert")).toContainText("not let in");
      await other.close();
    } finally {
      await stop();
    }
  });

  test("gives a page of another port nothing", async ({ context }) => {
    const [ours, theirs] = [await serve(), await serve()];
    try {
      const page = await context.newPage();
      await page.goto(ours.address);
      await expect(page.getByRole("combobox", { name: "Model" })).toBeEnabled();
      await page.goto(theirs.address);
      const { origin } = new URL(ours.address);
      const { origins } = await context.storageState();
      const kept = origins.find((other) => other.origin === origin)?.localStorage ?? [];
      const token = kept.find(({ name }) => name === "fullconv-session")?.value ?? "";
      expect(token).toHaveLength(32);
      // Not even with the token, which it cannot know.
      const seen = await page.evaluate(
        ([url, header, word]) => {
          const tried = [{}, { credentials: "include" as const }, { headers: { [header]: word } }];
          const answers = tried.map((init) =>
            fetch(`${url}/api/models`, init).then(
              ({ status }) => status,
              () => "refused",
            ),
          );
          return Promise.all(answers);
        },
        [origin, sessionHeader, token] as const,
      );
      expect(seen).toEqual(["refused", "refused", "refused"]);
    } finally {
      await ours.stop();
      await theirs.stop();
    }
  });

  test("is handed to the browser in a file that only this user reads", async ({ page }) => {
    test.skip(process.platform !== "linux", "the opener that is replaced is Linux's");
    const folder = mkdtempSync(join(tmpdir(), "opener-"));
    const told = join(folder, "told");
    const opener = join(folder, "xdg-open");
    writeFileSync(
      opener,
      `#!/bin/sh\nprintf '%s\\n' "$@" > ${told}.part && mv ${told}.part ${told}\n`,
    );
    chmodSync(opener, 0o755);
    const { stop, pid } = await serve(undefined, ["--open"], {
      PATH: `${folder}:${process.env["PATH"] ?? ""}`,
    });
    try {
      await expect.poll(() => existsSync(told)).toBe(true);
      const [file = "", ...more] = readFileSync(told, "utf8").trimEnd().split("\n");
      expect(more).toEqual([]);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const address =
        /http:\/\/127\.0\.0\.1:\d+\/#[\w-]{32}/.exec(readFileSync(file, "utf8"))?.[0] ?? "";
      const { hash } = new URL(address);
      for (const args of [
        execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }),
        file,
      ])
        expect(args).not.toContain(hash.slice(1));
      await page.goto(`file://${file}`);
      await expect(page.getByRole("combobox", { name: "Model" })).toBeEnabled();
      expect(page.url()).toBe(`${new URL(address).origin}/`);
    } finally {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
