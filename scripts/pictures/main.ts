/**
 * @file Makes the pictures of README and guide from the built app, into docs/pictures:
 *
 *   npm run build && npm run pictures              # all of them
 *   npm run pictures -- window batch               # scenes by their names; "race" is the moving one
 *
 * Window and race are real: the app runs, and what is told of times is what this machine took. So let nothing else run.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import sharp from "sharp";
import { chromiumOptions } from "../../test/support/processes/chromium.ts";
import type { Admitted } from "../../test/support/http/admitted.ts";
import { admitted } from "../../test/support/http/admitted.ts";
import { serve } from "../../test/support/processes/served.ts";
import { withFonts } from "./fonts.ts";
import { race } from "./race.ts";
import { scenes } from "./scenes.ts";
import type { Studio } from "./studio.ts";

const out = "docs/pictures";
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

const scratch = mkdtempSync(join(tmpdir(), "fullconv-pictures-"));
mkdirSync(out, { recursive: true });
const env = withFonts(join(scratch, "fonts.conf"));
const browser = await chromium.launch({ ...chromiumOptions, env });

function save(name: string, bytes: Buffer): void {
  const file = join(out, `${name}.webp`);
  writeFileSync(file, bytes);
  console.log(`${file}: ${Math.round(statSync(file).size / 1000)} kB`);
}

const studio: Studio = {
  scratch,
  page: (viewport, density = 2) =>
    browser.newPage({
      viewport,
      deviceScaleFactor: density,
      locale: "en-US",
      colorScheme: "light",
      reducedMotion: "reduce",
    }),
  keep: async (name, page) => {
    const picture = sharp(await page.screenshot());
    save(name, await picture.webp({ quality: 84, effort: 6, smartSubsample: true }).toBuffer());
  },
};

try {
  const moving = (all: Studio, served: Admitted): Promise<void> => race(all, served, save);
  for (const [name, scene] of Object.entries({ race: moving, ...scenes })) {
    if (!isWanted(name)) continue;
    // A server for each: what was opened and measured before is not part of the picture.
    const { address, stop } = await serve(join(scratch, "fullconv"));
    try {
      await scene(studio, await admitted(address));
    } finally {
      for (const context of browser.contexts()) await context.close();
      await stop();
    }
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
