/** @file A test's way in at the loopback server: its page's, or one without a browser. */
import type { Page } from "@playwright/test";
import { sessionHeader, sessionPath } from "../../../src-core/contract/session.ts";

/** What the page keeps the token under. */
const place = "fullconv-session";

export interface Admitted {
  readonly origin: string;
  /** Of requests to the api. */
  readonly headers: Readonly<Record<string, string>>;
  /** Opens the window, as often as a test likes. */
  readonly open: (page: Page) => Promise<void>;
}

/** @param address as the server prints it: its secret is used up */
export async function admitted(address: string): Promise<Admitted> {
  const { origin, hash } = new URL(address);
  const answer = await fetch(origin + sessionPath, { method: "POST", body: hash.slice(1) });
  const token = await answer.text();
  if (!answer.ok) throw new Error(`${address}: ${token}`);
  return {
    origin,
    headers: { [sessionHeader]: token },
    open: async (page) => {
      const [key, value] = [place, token].map((text) => JSON.stringify(text));
      await page.addInitScript({ content: `localStorage.setItem(${key}, ${value})` });
      await page.goto(origin);
      // The window comes with the settings, which the page asks for first.
      await page.getByRole("heading", { name: "Fullconv" }).waitFor();
    },
  };
}
