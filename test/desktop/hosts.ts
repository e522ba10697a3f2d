/** @file What the desktop's tests run on, and how long they wait for its page. */
import { expect as playwright } from "@playwright/test";
import type { DesktopApp, Launch } from "../support/electron/launch.ts";
import { electronObstacle, launchElectron, launchStandIn } from "../support/electron/launch.ts";
import { patience } from "../support/slowness.ts";

export const expectPage = playwright.configure({ timeout: patience(30_000) });

interface Host {
  readonly name: string;
  readonly launch: (launch: Launch) => Promise<DesktopApp>;
}

/** Electron where it is, and the stand-in everywhere. */
export function hosts(): Host[] {
  const all: Host[] = [{ name: "the stand-in for Electron", launch: launchStandIn }];
  const obstacle = electronObstacle();
  if (obstacle === null) all.push({ name: "Electron", launch: launchElectron });
  else process.stderr.write(`\nNOT RUN on Electron (${obstacle}), only on the stand-in for it\n`);
  return all;
}

/** Ends the app as its user would; its exit status. */
export function quit(app: DesktopApp): Promise<number | null> {
  // Its answer may come no longer.
  app
    .evaluate((electron) => {
      electron.app.quit();
    }, null)
    .catch(() => undefined);
  return app.ended;
}
