/** @file Results in the window: corrected on the image and in the list, and what was changed taken back. */
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./browser.ts";
import { choose } from "./files.ts";

const smear = {
  name: "smear.jpg",
  mimeType: "image/jpeg",
  buffer: readFileSync("models/ssd-cells/samples/smear.jpg"),
};

test("boxes are rejected, relabelled and added, and all of it is taken back", async ({
  window,
}) => {
  await window.getByRole("combobox", { name: "Model" }).selectOption("ssd-cells");
  await choose(window, smear);
  await expect(window.getByTestId("found-count")).toHaveText("19 found");
  const list = window.getByTestId("detections");
  await list.focus();
  await window.keyboard.press("Home");
  await window.keyboard.press("Delete");
  await expect(window.getByTestId("found-count")).toHaveText("18 found");
  await window.keyboard.press("ArrowDown");
  await window.getByRole("combobox", { name: "Relabel" }).selectOption("Platelets");
  await expect(window.getByTestId("edited")).toHaveText(
    "By hand: 1 rejected, 1 relabelled, 0 added",
  );
  // With the pointer.
  await window.getByRole("button", { name: "Add a box" }).click();
  const stage = await window.getByTestId("new-box").boundingBox();
  if (!stage) throw new Error("no stage");
  const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height / 2];
  await window.mouse.move(x, y);
  await window.mouse.down();
  await window.mouse.move(x + 60, y + 50, { steps: 3 });
  await window.mouse.up();
  await expect(window.getByTestId("new-box")).toHaveCount(0);
  await expect(list).toContainText("by hand");
  await expect(window.getByTestId("found-count")).toHaveText("19 found");
  // With keys: it has them, is moved, and is removed again.
  await window.keyboard.press("a");
  const handle = window.getByTestId("box-handle");
  await expect(handle).toBeFocused();
  await window.keyboard.press("ArrowRight");
  await window.keyboard.press("Shift+ArrowDown");
  await window.keyboard.press("Delete");
  await expect(window.getByTestId("found-count")).toHaveText("19 found");
  // A threshold that comes and goes keeps them.
  const threshold = window.getByRole("slider", { name: "Threshold" });
  await threshold.fill("0.9");
  await threshold.fill("0.5");
  await expect(window.getByTestId("edited")).toHaveText(
    "By hand: 1 rejected, 1 relabelled, 1 added",
  );
  for (let step = 0; step < 6; step++) await window.keyboard.press("Control+z");
  await expect(window.getByTestId("edited")).toHaveText(
    "By hand: 1 rejected, 1 relabelled, 0 added",
  );
  await window.keyboard.press("Control+z");
  await window.keyboard.press("Control+z");
  await expect(window.getByTestId("edited")).toHaveText("Nothing corrected by hand");
  await expect(window.getByTestId("status")).toHaveText("Undone: reject a box");
  await window.keyboard.press("Control+Shift+z");
  await expect(window.getByTestId("found-count")).toHaveText("18 found");
});
