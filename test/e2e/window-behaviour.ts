/** @file What the window must do, wherever it runs: `test` says how a window comes to be. */
import type { Locator, Page, Request, TestType } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import { mapRectangle, windowOf } from "../../src-core/overlay/registration.ts";
import type { WindowFixtures } from "./browser.ts";
import {
  choose,
  drop,
  emptyFile,
  mark,
  markedImage,
  notes,
  paste,
  plainImage,
  stackOfPages,
  textFile,
} from "./files.ts";
import { heatmap, redRectangle, relative, scale, scored, within, withoutMap } from "./screen.ts";

/** LeNet's cells over the marked image of 400×300. */
const placement = {
  columns: 94,
  rows: 69,
  strideX: 4,
  strideY: 4,
  windowWidth: 28,
  windowHeight: 28,
};

const comparison = (window: Page): Locator => window.getByTestId("comparison");
const comparisonStop = (window: Page): Locator =>
  comparison(window).getByRole("button", { name: "Stop" });

async function openSample(window: Page, measureAtOnce: boolean): Promise<void> {
  await window
    .getByRole("checkbox", { name: "Measure after each image" })
    .setChecked(measureAtOnce);
  await window.getByRole("button", { name: "Try the sample" }).click();
  await expect(heatmap(window)).toBeVisible();
}

async function passDone(window: Page): Promise<void> {
  await expect(window.getByTestId("total")).toBeVisible();
}

const isBaseline = (request: Request): boolean => request.url().endsWith("/baseline");

/** Whatever is measured then takes long on any machine: it visits every window. */
async function measureForLong(window: Page): Promise<void> {
  await window.route("**/baseline", (route) =>
    route.continue({ postData: JSON.stringify({ budget: "full" }) }),
  );
}

/** Rectangle of an element, to compare within a pixel. */
async function expectNear(found: Locator | Rectangle, wanted: Rectangle): Promise<void> {
  const box = "boundingBox" in found ? await found.boundingBox() : found;
  for (const side of ["x", "y", "width", "height"] as const)
    expect(Math.abs((box?.[side] ?? NaN) - wanted[side]), side).toBeLessThan(2.5);
}

export function windowBehaviour<W extends object>(test: TestType<WindowFixtures, W>): void {
  test("says what to do, and shows the sample's heat-map", async ({ window }) => {
    await expect(window.getByRole("heading", { name: "Drop an image" })).toBeVisible();
    await openSample(window, false);
    await expect(window.getByTestId("found")).not.toHaveText("0");
    await passDone(window);
    await expect(window.getByTestId("phases")).toContainText(/Decode.*ms/s);
    // No bar to scroll by beside the panel's own.
    const beyond = "document.documentElement.scrollHeight - window.innerHeight";
    expect(await window.evaluate(beyond)).toBe(0);
  });

  test("lays the map where the cells' windows are, at any zoom", async ({ window }) => {
    await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
    await choose(window, await markedImage("marked.png"));
    await expect(heatmap(window)).toBeVisible();
    await passDone(window);
    await window.keyboard.press("d");
    // Every cell is coloured then, and the place of the map is seen.
    await window.getByRole("slider", { name: "Threshold" }).fill("0");
    const fitted = await scale(window).innerText();
    for (const keys of ["0", "+", "-"]) {
      const before = await scale(window).innerText();
      await window.keyboard.press(keys);
      if (keys === "0") await expect(scale(window)).toHaveText(fitted);
      else await expect(scale(window)).not.toHaveText(before);
      await expect(async () => {
        const seen = await withoutMap(window, redRectangle);
        // What reaches out of the stage is not drawn.
        const stage = await window.getByTestId("image").boundingBox();
        const wanted = within(relative(mapRectangle(placement), mark, seen), stage);
        await expectNear(await scored(window), wanted);
      }).toPass();
    }
  });

  test("shows a cell's window, and equal scores of pass and classifier", async ({ window }) => {
    await openSample(window, false);
    await passDone(window);
    await window.getByRole("slider", { name: "Threshold" }).fill("0");
    const area = await scored(window);
    const cell = { row: 67, column: 43 };
    await window.mouse.move(
      area.x + ((cell.column + 0.5) / 154) * area.width,
      area.y + ((cell.row + 0.5) / 114) * area.height,
    );
    const probe = window.getByTestId("probe");
    await expect(probe).toContainText(`row ${cell.row}, column ${cell.column}`);
    await expect(window.getByTestId("probe-difference")).toBeVisible();
    const read = (id: string): Promise<string[]> => probe.getByTestId(id).allInnerTexts();
    const [pass, dense] = [await read("pass-score"), await read("window-score")];
    expect(pass).toHaveLength(11);
    expect(dense).toHaveLength(11);
    for (const [index, score] of pass.entries())
      expect(parseFloat(dense[index] ?? "")).toBeCloseTo(parseFloat(score), 0);
    const sample = { ...placement, columns: 154, rows: 114 };
    await expectNear(
      window.getByTestId("probe-window"),
      relative(windowOf(sample, cell.row, cell.column), mapRectangle(sample), area),
    );
    await window.getByRole("application").focus();
    await window.keyboard.press("ArrowRight");
    await expect(probe).toContainText(`row ${cell.row}, column ${cell.column + 1}`);
  });

  test("changes class, opacity, threshold and boxes live, and hides the map", async ({
    window,
  }) => {
    await openSample(window, false);
    await passDone(window);
    const found = window.getByTestId("found");
    const boxes = window.getByTestId("boxes");
    const usual = Number(await found.innerText());
    await expect(boxes).toHaveAttribute("data-labels", String(usual));
    await window.getByRole("slider", { name: "Threshold" }).fill("1");
    await expect(found).toHaveText("0");
    await window.getByRole("slider", { name: "Threshold" }).fill("0.5");
    await expect(found).toHaveText(String(usual));
    await window.getByRole("slider", { name: "Opacity" }).fill("0.25");
    await expect(heatmap(window)).toHaveCSS("opacity", "0.25");
    const pixels = (): Promise<string> =>
      window.evaluate<string>(`document.querySelector("[data-testid=heatmap]").toDataURL()`);
    const objects = await pixels();
    await window.getByRole("combobox", { name: "Class", exact: true }).selectOption("7");
    await expect.poll(pixels).not.toBe(objects);
    await window.getByRole("combobox", { name: "Class", exact: true }).blur();
    await window.keyboard.press("d");
    await expect(boxes).toHaveCount(0);
    await window.keyboard.press("h");
    await expect(heatmap(window)).toHaveCount(0);
    await window.keyboard.press("h");
    await expect(heatmap(window)).toBeVisible();
  });

  test("measures the baseline with progress, stays responsive, and stops", async ({ window }) => {
    await measureForLong(window);
    await openSample(window, true);
    const progress = comparison(window).getByRole("progressbar");
    await expect(progress).toBeVisible();
    const first = Number(await progress.getAttribute("value"));
    await expect.poll(async () => Number(await progress.getAttribute("value"))).not.toBe(first);
    await window.getByRole("slider", { name: "Opacity" }).fill("0.4");
    await expect(heatmap(window)).toHaveCSS("opacity", "0.4");
    // While it is still being measured.
    await comparisonStop(window).click();
    await expect(comparison(window)).toContainText("Stopped");
    await expect(comparison(window).getByRole("button", { name: "Measure" })).toBeVisible();
  });

  test("shows speed-up, agreement and equality of a finished baseline", async ({ window }) => {
    await choose(window, await plainImage("small.png", 200, 120));
    const faster = window.getByTestId("speedup-batched");
    await expect(faster).toContainText("×");
    for (const way of ["pass", "batched", "single"])
      await expect(window.getByTestId(`bar-${way}`)).toContainText(/\d (ms|s)/);
    await expect(window.getByTestId("agreement")).toContainText("100%");
    await expect(window.getByTestId("agreement")).toContainText("exact");
    await expect(window.getByTestId("break-even")).toContainText("overlap");
    const sampled = await comparison(window).getByText("extrapolated").count();
    await expect(comparison(window).getByRole("button", { name: "Run in full" })).toHaveCount(
      Math.min(1, sampled),
    );
  });

  test("lets a second image replace the first while that is measured", async ({ window }) => {
    await measureForLong(window);
    const given = window.waitForEvent("requestfailed", isBaseline);
    await openSample(window, true);
    await expect(comparisonStop(window)).toBeVisible();
    await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
    await drop(window, await plainImage("second.png", 200, 120), notes("notes.txt"));
    await expect(window.locator("header")).toContainText("second.png");
    await expect(window.getByText("Showing second.png, the first image")).toBeVisible();
    await passDone(window);
    await expect(comparisonStop(window)).toHaveCount(0);
    await expect(window.getByText("Cells 44 × 24")).toBeVisible();
    // The first has nothing more to say.
    await given;
    await expect(window.getByTestId("speedup-batched")).toHaveCount(0);
    await expect(window.getByText("Cells 44 × 24")).toBeVisible();
    await expect(window.getByRole("alert")).toHaveCount(0);
  });

  test("tells errors in words, and goes on", async ({ window }) => {
    const alert = window.getByRole("alert");
    await choose(window, textFile("notes.png"));
    await expect(alert).toContainText("notes.png was not opened");
    await choose(window, emptyFile("empty.png"));
    await expect(alert).toContainText("empty.png was not opened");
    await window.getByRole("button", { name: "Dismiss" }).click();
    await expect(alert).toHaveCount(0);
    await choose(window, await plainImage("small.png", 30, 20));
    await expect(alert).toContainText("The image is smaller than one window");
    await expect(alert).toContainText("30×20");
    await choose(window, await plainImage("usable.png", 100, 80));
    await expect(heatmap(window)).toBeVisible();
    await expect(alert).toHaveCount(0);
  });

  test("tells beside the result what changes its meaning, and nothing where there is nothing", async ({
    window,
  }) => {
    const told = window.getByTestId("notices");
    await choose(window, await stackOfPages("stack.tif"));
    await expect(told).toContainText("the file has 3 pages: the first one alone is read");
    await choose(window, await plainImage("plain.png", 64, 64));
    await passDone(window);
    await expect(told).toHaveCount(0);
  });

  test("speaks Chinese and turns dark, and remembers both", async ({ window }) => {
    await window.getByRole("radio", { name: "简体中文" }).check({ force: true });
    await expect(window.getByRole("heading", { name: "拖入一幅图像" })).toBeVisible();
    await window.getByRole("radio", { name: "深色" }).check({ force: true });
    const dark = (): Promise<string> =>
      window.evaluate<string>(`getComputedStyle(document.documentElement).colorScheme`);
    await expect.poll(dark).toBe("dark");
    await window.reload();
    await expect(window.getByRole("heading", { name: "拖入一幅图像" })).toBeVisible();
    expect(await dark()).toBe("dark");
  });

  test("tells of every device, and runs on the one that is chosen", async ({ window }) => {
    test.slow();
    await openSample(window, false);
    const menu = window.getByRole("button", { name: "Device Automatic" });
    await menu.press("Enter");
    const devices = window.getByRole("radiogroup", { name: "Device" });
    const processor = devices.getByRole("radio", { name: "Processor" });
    // Its name and memory are there as soon as all are tested.
    await expect(processor).toHaveAccessibleDescription(/\S+ · \d.* GB/);
    await expect(devices.getByRole("radio", { name: "Automatic" })).toBeChecked();
    const absent = devices.getByRole("radio", { name: /DirectML|CoreML/, disabled: true }).first();
    await expect(absent).toHaveAccessibleDescription(/^Not here: it needs (Windows|macOS)$/);
    await processor.press("Space");
    await expect(processor).toBeChecked();
    await passDone(window);
    await window.getByText(/^Cells/).click();
    await expect(window.getByTitle("requested", { exact: true })).toContainText("onnxruntime, cpu");
    await processor.press("Escape");
    await expect(devices).toBeHidden();
    await expect(window.getByRole("button", { name: "Device Processor" })).toBeFocused();
    await window.reload();
    await expect(window.getByRole("button", { name: "Device Processor" })).toBeVisible();
  });

  test("compares the devices side by side", async ({ window }) => {
    test.slow();
    await choose(window, await plainImage("small.png", 120, 90));
    await passDone(window);
    const section = window.getByTestId("devices");
    await section.getByRole("button", { name: "Compare the devices" }).click();
    await expect(section.getByRole("progressbar")).toBeVisible();
    // All devices are tested and measured first.
    await expect(section.getByRole("button", { name: "Compare again" })).toBeVisible();
    const rows = section.getByRole("row");
    await expect(rows.filter({ hasText: /^Processor/ })).toHaveText(/ms|s.*×/);
    const other = rows.filter({ hasText: "The processor’s pass:" }).last();
    await expect(other).toHaveText(
      /same best class in 100%, largest difference \de-\d.*same best class in 100%/,
    );
    await expect(section.getByRole("figure")).toContainText("TensorFlow.js, WebAssembly");
  });

  test("takes a pasted picture", async ({ window }) => {
    await paste(window, await plainImage("image.png", 90, 60));
    await expect(heatmap(window)).toBeVisible();
    await expect(window.locator("header")).toContainText("image.png");
  });
}
