/** @file The heat-map over the image, pixel by pixel, and the ways of looking at it. */
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import sharp from "sharp";
import { test } from "./browser.ts";
import { heatmap } from "./screen.ts";

const look = (window: Page, name: string): Promise<void> =>
  window.getByRole("radio", { name, exact: true }).check({ force: true });

/** RGB of the stage, without what stands over it. */
async function stagePixels(window: Page): Promise<{ data: Buffer; width: number; height: number }> {
  const png = await window.getByRole("application").screenshot({ scale: "css" });
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** RGBA of every pixel of the heat-map. */
async function heatPixels(window: Page): Promise<{ data: Buffer; width: number; height: number }> {
  const url = await window.evaluate<string>(
    `document.querySelector("[data-testid=heatmap]").toDataURL()`,
  );
  const png = Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

test.beforeEach(async ({ window }) => {
  await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
  await window.getByRole("button", { name: "Try the sample" }).click();
  await expect(window.getByTestId("total")).toBeVisible();
  await window.keyboard.press("d");
  // What stands over the image is not what is compared.
  await window.getByRole("button", { name: "Hide the legend" }).click();
  await window.mouse.move(1200, 790);
});

test("below the threshold the photo is untouched to the last bit, above it has one opacity", async ({
  window,
}) => {
  const heat = await heatPixels(window);
  const opacities = new Set(heat.data.filter((_, at) => at % 4 === 3));
  expect([...opacities].sort((a, b) => a - b)).toEqual([0, 255]);
  await expect(heatmap(window)).toHaveCSS("opacity", "0.6");
  const over = await stagePixels(window);
  await window.evaluate(`document.querySelector("[data-testid=heatmap]").style.display = "none"`);
  const photo = await stagePixels(window);
  expect([over.width, over.height]).toEqual([heat.width, heat.height]);
  let [coloured, touched] = [0, 0];
  for (let pixel = 0; pixel < over.width * over.height; pixel++) {
    const isHot = heat.data[4 * pixel + 3] === 255;
    if (isHot) coloured++;
    for (let channel = 0; channel < 3; channel++) {
      const at = 3 * pixel + channel;
      const below = photo.data[at] ?? NaN;
      const wanted = isHot
        ? below + 0.6 * ((heat.data[4 * pixel + channel] ?? NaN) - below)
        : below;
      if (Math.abs((over.data[at] ?? NaN) - wanted) > (isHot ? 2 : 0)) touched++;
    }
  }
  expect(touched).toBe(0);
  expect(coloured).toBeGreaterThan(500);
});

test("from near cells are squares of one colour, from afar they run into each other within cells that count", async ({
  window,
}) => {
  /** Pairs of neighbours along a row that are both coloured, and how many of them differ. */
  const runs = async (): Promise<{ pairs: number; steps: number }> => {
    const { width, data } = await heatPixels(window);
    let [pairs, steps] = [0, 0];
    for (let at = 0; at + 7 < data.length; at += 4) {
      if ((at / 4 + 1) % width === 0 || data[at + 3] === 0 || data[at + 7] === 0) continue;
      pairs++;
      if ([0, 1, 2].some((channel) => data[at + channel] !== data[at + 4 + channel])) steps++;
    }
    return { pairs, steps };
  };
  // About five CSS pixels a cell.
  const afar = await runs();
  expect(afar.steps / afar.pairs).toBeGreaterThan(0.3);
  const scale = window.getByText(/^\d+%$/).first();
  for (let turn = 0; turn < 4; turn++) {
    const before = await scale.innerText();
    await window.keyboard.press("+");
    await expect(scale).not.toHaveText(before);
  }
  const near = await runs();
  // Colours change at the edges of cells alone, each about 26 pixels wide.
  expect(near.pairs).toBeGreaterThan(1000);
  expect(near.steps / near.pairs).toBeLessThan(0.06);
});

test("a line is moved between image and heat-map", async ({ window }) => {
  await look(window, "Swipe");
  const divider = window.getByRole("slider", { name: "Line between image and heat-map" });
  await expect(divider).toHaveAttribute("aria-valuenow", "50");
  const leftmost = async (): Promise<number> => {
    const { width, data } = await heatPixels(window);
    let least = Infinity;
    for (let at = 3; at < data.length; at += 4)
      if (data[at] !== 0) least = Math.min(least, ((at - 3) / 4) % width);
    return least / width;
  };
  expect(await leftmost()).toBeGreaterThanOrEqual(0.5);
  await divider.press("Shift+ArrowLeft");
  await divider.press("ArrowLeft");
  await expect(divider).toHaveAttribute("aria-valuenow", "38");
  const moved = await leftmost();
  expect(moved).toBeGreaterThanOrEqual(0.379);
  expect(moved).toBeLessThan(0.5);
  const stage = await window.getByRole("application").boundingBox();
  const handle = await divider.boundingBox();
  if (!stage || !handle) throw new Error("the line has no place");
  await window.mouse.move(handle.x + handle.width / 2, handle.y + 40);
  await window.mouse.down();
  await window.mouse.move(stage.x + 0.75 * stage.width, handle.y + 60, { steps: 4 });
  await window.mouse.up();
  await expect(divider).toHaveAttribute("aria-valuenow", "75");
  expect(await leftmost()).toBeGreaterThanOrEqual(0.749);
});

test("image and heat-map side by side move together", async ({ window }) => {
  await look(window, "Side by side");
  const beside = window.getByTestId("beside");
  const [image, other] = [window.getByTestId("image"), beside];
  await expect(beside).toBeVisible();
  const [one, two] = [await image.boundingBox(), await other.boundingBox()];
  expect(Math.abs((one?.width ?? 0) - (two?.width ?? 0))).toBeLessThanOrEqual(1);
  expect(two?.x).toBeCloseTo((one?.x ?? 0) + (one?.width ?? 0), 0);
  await expect(heatmap(window)).toHaveCSS("opacity", "1");
  const first = async (): Promise<number> =>
    (await heatPixels(window)).data.findIndex((value, at) => at % 4 === 3 && value > 0);
  const before = await first();
  if (!two) throw new Error("the heat-map has no place");
  // Dragged over the heat-map, the image moves.
  await window.mouse.move(two.x + two.width / 2, two.y + two.height / 2);
  await window.mouse.down();
  await window.mouse.move(two.x + two.width / 2, two.y + two.height / 2 + 60, { steps: 5 });
  await window.mouse.up();
  await expect.poll(first).toBeGreaterThan(before);
});

test("where no motion is wanted nothing blinks by itself", async ({ window }) => {
  await look(window, "Blink");
  const toggle = window.getByRole("group", { name: "Blink" }).getByRole("button");
  await expect(toggle).toHaveCount(1);
  await expect(toggle).toHaveAttribute("aria-pressed", "true");
  await toggle.click();
  await expect(heatmap(window)).toHaveCount(0);
  await toggle.click();
  await expect(heatmap(window)).toBeVisible();
});

test("one class for heat-map, boxes, list and counts, and the way of looking is found again", async ({
  window,
}) => {
  await window.keyboard.press("d");
  const choice = window.getByRole("combobox", { name: "Class", exact: true });
  await choice.selectOption("7");
  await expect(window.getByTestId("found")).toHaveText("4");
  await expect(window.getByTestId("found-count")).toHaveText(/^4 of 40/);
  await expect(window.getByTestId("boxes")).toHaveAttribute("data-labels", "4");
  const pressed = window.getByTestId("counts").getByRole("button", { pressed: true });
  await expect(pressed).toHaveText("7");
  await window.getByTestId("counts").getByRole("button", { name: "3" }).click();
  await expect(choice).toHaveValue("3");
  const kept = window.waitForResponse(
    (answer) => answer.request().postData()?.includes("swipe") ?? false,
  );
  await look(window, "Swipe");
  await kept;
  await window.reload();
  await expect(window.getByRole("radio", { name: "Swipe" })).toBeChecked();
  await expect(choice).toHaveValue("3");
});

test("the bar is one row, and the window no longer than the screen", async ({ window }) => {
  for (const [width, height] of [
    [1280, 800],
    [640, 400],
  ] as const) {
    await window.setViewportSize({ width, height });
    const bar = window.getByRole("region", { name: "Heat-map" });
    const box = await bar.boundingBox();
    expect(box?.height).toBeLessThan(56);
    expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThanOrEqual(height + 0.5);
    const stage = await window.getByRole("application").boundingBox();
    expect(stage?.height).toBeGreaterThanOrEqual(height / 2);
    const beyond = "document.documentElement.scrollWidth - window.innerWidth";
    expect(await window.evaluate(beyond)).toBe(0);
    if (width === 1280)
      expect(
        await window.evaluate(`(() => {
          const bar = document.querySelector("[data-testid=found]").closest("section");
          return bar.scrollWidth - bar.clientWidth;
        })()`),
      ).toBe(0);
  }
});
