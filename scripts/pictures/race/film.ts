/** @file The moving picture: a pass against its windows, in the time that both took. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import type { Studio } from "../studio.ts";
import type { Race } from "./measure.ts";
import { measure } from "./measure.ts";

const html = readFileSync(fileURLToPath(new URL("race.html", import.meta.url)), "utf8");

/** Milliseconds of the film: between its pictures, at most in all, and of its last picture. */
const [step, most, end] = [100, 20_000, 4000];

/** Moments of the race that are shown: every window takes the mean of them all. */
function moments({ pass, single }: Race["times"], speed: number): number[] {
  const steps = Array.from(
    { length: Math.ceil(single / (step * speed)) },
    (_, at) => at * step * speed,
  );
  return [...new Set([...steps, pass, single])].sort((a, b) => a - b);
}

/** On a slow machine the film runs faster than the clocks in it, and says so. */
const speedOf = ({ single }: Race["times"]): number => Math.max(1, Math.ceil(single / most));

async function film(studio: Studio, race: Race, colorScheme: "light" | "dark"): Promise<Buffer> {
  const page = await studio.page({ width: 980, height: 520 }, 1.5);
  await page.emulateMedia({ colorScheme });
  await page.setContent(html);
  const speed = speedOf(race.times);
  await page.evaluate(`prepare(${JSON.stringify({ ...race, speed })})`);
  const times = moments(race.times, speed);
  // Three times as fast as page.screenshot(), of which there would be hundreds.
  const browser = await page.context().newCDPSession(page);
  const photographed = async (): Promise<Buffer> => {
    const { data } = await browser.send("Page.captureScreenshot", { optimizeForSpeed: true });
    return Buffer.from(data, "base64");
  };
  const pictures: Buffer[] = [];
  for (const time of times) {
    await page.evaluate(`draw(${time})`);
    pictures.push(await photographed());
  }
  await page.close();
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
  save: (name: string, bytes: Buffer) => void,
): Promise<void> {
  const run = await measure(studio.scratch);
  console.log(JSON.stringify({ ...run.times, machine: run.machine, batch: run.batch }));
  for (const scheme of ["light", "dark"] as const)
    save(`race-${scheme}`, await film(studio, run, scheme));
}
