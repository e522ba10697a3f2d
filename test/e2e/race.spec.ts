/** @file The race of a pass against its windows: what is seen of it, and the film that is kept of it. */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { race as raceSchema } from "../../src-core/contract/race.ts";
import { test } from "./browser.ts";

const headline = (window: Page): Locator => window.getByTestId("headline");
const race = (window: Page): Locator => window.getByTestId("race");
const told = (window: Page, what: string): Locator => window.getByTestId(`race-${what}`);
const slider = (window: Page): Locator => race(window).getByRole("slider");

/** The sample, measured; it begins with its end, for motion is reduced. */
async function watch(window: Page): Promise<void> {
  await window.getByRole("button", { name: "Try the sample" }).click();
  const button = window.getByRole("button", { name: "Watch the race" });
  await button.click({ timeout: 120_000 });
  await expect(told(window, "end")).toContainText("One pass");
}

test("the figures are above the fold, and their place does not move", async ({ window }) => {
  const place = await headline(window).boundingBox();
  expect(place?.y).toBeLessThan(120);
  await expect(headline(window)).toContainText("not measured yet");
  await expect(headline(window).getByRole("button")).toBeDisabled();
  await expect(headline(window).getByRole("button")).toHaveAttribute(
    "aria-description",
    "There is no image yet.",
  );
  await window.getByRole("button", { name: "Try the sample" }).click();
  const button = headline(window).getByRole("button", { name: "Watch the race" });
  await expect(button).toBeEnabled({ timeout: 120_000 });
  expect(await headline(window).boundingBox()).toEqual(place);
  await expect(headline(window)).toContainText(/[\d.]+×.*as fast as windows in batches · largest/);
});

test("says of a network that was never a classifier of windows why there is no race", async ({
  window,
}) => {
  await window.getByRole("combobox", { name: "Model" }).selectOption({ label: "SSD, blood cells" });
  await expect(headline(window)).toContainText("never a classifier of windows");
  await expect(headline(window).getByRole("button")).toHaveCount(0);
});

test("a race is played, moved, sped up and ended; at its end it says what the panel says", async ({
  window,
}) => {
  const recorded = window.waitForResponse((answer) => answer.url().endsWith("/race"));
  await watch(window);
  const figure = await window.getByTestId("speedup-batched").locator("b").innerText();
  const difference = await headline(window).locator(".note").innerText();
  const end = await told(window, "end").innerText();
  expect(end).toContain(figure);
  expect(end).toContain(difference.split("largest difference ")[1] ?? "-");
  const { batched } = raceSchema.parse(await (await recorded).json());
  const cells = batched.windows[0]?.cells ?? NaN;
  const all = new Intl.NumberFormat("en-US").format(cells);
  await expect(told(window, "windows-cells")).toContainText(`${all} of ${all} windows`);

  // Against the clock that was recorded: after half of the windows' time the pass is long done.
  await slider(window).focus();
  for (let press = 0; press < 25; press++) await window.keyboard.press("ArrowLeft");
  await expect(told(window, "pass")).toContainText("finished");
  await expect(told(window, "windows")).toContainText("done in");
  const time = await slider(window).inputValue();
  const total = Number(await slider(window).getAttribute("max"));
  expect(Number(time) / total).toBeCloseTo(0.5, 2);
  const done = batched.windows[0]?.times.filter((one) => one <= Number(time)).length ?? 0;
  const count = batched.windows[0]?.counts[done - 1] ?? NaN;
  const shown = await told(window, "windows-cells").innerText();
  if (!shown.startsWith("≈"))
    expect(shown).toBe(`${new Intl.NumberFormat("en-US").format(count)} of ${all} windows`);
  await expect(told(window, "end")).toHaveText("");

  await race(window).getByRole("combobox").selectOption("100×");
  await expect(told(window, "speed")).toHaveText("shown 100 times as fast");
  await race(window).getByRole("heading", { name: "The race" }).click();
  await window.keyboard.press("r");
  await expect(told(window, "end")).toContainText("One pass");
  await expect(race(window).getByRole("button", { name: "Play" })).toBeVisible();

  await race(window).getByRole("button", { name: "One by one" }).click();
  await expect(told(window, "end")).toContainText(
    await window.getByTestId("speedup-single").locator("b").innerText(),
  );
  await window.keyboard.press("Escape");
  await expect(race(window)).toHaveCount(0);
  await expect(window.getByRole("button", { name: "Watch the race" })).toBeFocused();
});

/** What Chromium itself finds in a film: how long it is, and how large. */
async function played(window: Page, bytes: Buffer): Promise<{ seconds: number; width: number }> {
  // The window itself plays nothing: its policy allows no media.
  const page = await window.context().newPage();
  return page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob("${bytes.toString("base64")}"), (letter) => letter.charCodeAt(0));
    const video = document.createElement("video");
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error(video.error.message));
    });
    video.currentTime = video.duration - 0.5;
    await new Promise((resolve) => { video.onseeked = resolve; });
    return { seconds: video.duration, width: video.videoWidth };
  })()`);
}

test("a film of it is a WebM of the race's own length", async ({ window }) => {
  await watch(window);
  await race(window).getByRole("combobox").selectOption("10×");
  const total = Number(await slider(window).getAttribute("max"));
  const saved = window.waitForEvent("download");
  await race(window).getByRole("button", { name: "Save as video" }).click();
  const film = await saved;
  expect(film.suggestedFilename()).toBe("digits.lenet-digits.race.webm");
  const bytes = readFileSync(await film.path());
  expect(bytes.subarray(0, 4)).toEqual(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]));
  const { seconds, width } = await played(window, bytes);
  expect(width).toBe(1280);
  // The race at ten times its speed, and four seconds of its end; a picture is a thirtieth of one.
  expect(Math.abs(seconds - (total / 10_000 + 4))).toBeLessThan(0.05);
});
