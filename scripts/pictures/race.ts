/** @file The moving picture: the window's own race on the sample sheet, all windows one by one, photographed moment by moment. */
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import sharp from "sharp";
import type { Admitted } from "../../test/support/http/admitted.ts";
import type { Studio } from "./studio.ts";

/** Milliseconds of the film: between its pictures, at most in all, and of its last picture. */
const [step, most, end] = [100, 20_000, 4000];
const patience = { timeout: 600_000 };

/** The sample, with every window run. */
async function measured(studio: Studio, served: Admitted): Promise<Page> {
  const page = await studio.page({ width: 980, height: 620 }, 1.5);
  await served.open(page);
  await page.getByRole("combobox", { name: "Model" }).selectOption("lenet-digits");
  await page.getByRole("button", { name: "Try the sample" }).click();
  const watch = page.getByRole("button", { name: "Watch the race" });
  await expect(watch).toBeEnabled(patience);
  const full = page.getByRole("button", { name: "Run in full" });
  if ((await full.count()) > 0) {
    await full.click();
    await expect(full).toHaveCount(0, patience);
  }
  await expect(watch).toBeEnabled(patience);
  await watch.click();
  await page.getByRole("button", { name: "One by one" }).click();
  await expect(page.getByTestId("race-end")).toContainText("One pass");
  return page;
}

async function film(page: Page, colorScheme: "light" | "dark"): Promise<Buffer> {
  await page.emulateMedia({ colorScheme });
  const slider = page.getByTestId("race").getByRole("slider");
  const total = Number(await slider.getAttribute("max"));
  // On a slow machine the film runs faster than the clocks in it.
  const speed = Math.max(1, Math.ceil(total / most));
  const count = Math.ceil(total / (step * speed));
  const times = [...Array.from({ length: count }, (_, at) => at * step * speed), total];
  // Three times as fast as page.screenshot(), of which there would be hundreds.
  const browser = await page.context().newCDPSession(page);
  const pictures: Buffer[] = [];
  for (const time of times) {
    await slider.evaluate(
      `(slider) => { slider.value = ${time}; slider.dispatchEvent(new Event("input", { bubbles: true })); }`,
    );
    const { data } = await browser.send("Page.captureScreenshot", { optimizeForSpeed: true });
    pictures.push(Buffer.from(data, "base64"));
  }
  const delay = times.map((time, at) => {
    const next = times[at + 1];
    return next === undefined ? end : Math.round((next - time) / speed);
  });
  return sharp(pictures, { join: { animated: true } })
    .webp({ delay, loop: 0, quality: 76, effort: 2, smartSubsample: true })
    .toBuffer();
}

export async function race(
  studio: Studio,
  served: Admitted,
  save: (name: string, bytes: Buffer) => void,
): Promise<void> {
  const page = await measured(studio, served);
  for (const scheme of ["light", "dark"] as const) save(`race-${scheme}`, await film(page, scheme));
}
