/** @file Models of one's own in the window: added, answered, refused, run with a cell for every pixel, removed. */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { onnxFile, refusedFile, withWeightsApart } from "../support/models/own-models.ts";
import { test } from "./browser.ts";
import type { TestFile } from "./files.ts";
import { choose, drop, plainImage } from "./files.ts";

const file = (name: string, buffer: Buffer): TestFile => ({
  name,
  buffer,
  mimeType: "application/octet-stream",
});
const text = (name: string, content: string): TestFile => ({
  name,
  buffer: Buffer.from(content),
  mimeType: "text/plain",
});
const dialog = (window: Page): Locator => window.getByRole("dialog");
const add = (window: Page): Locator =>
  dialog(window).getByRole("button", { name: "Add", exact: true });
const model = (window: Page): Locator => window.getByRole("combobox", { name: "Model" });

async function dropped(window: Page, ...files: TestFile[]): Promise<void> {
  await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
  await drop(window, ...files);
  await expect(window.getByTestId("findings")).toBeVisible();
}

async function answer(window: Page, preset: RegExp): Promise<void> {
  await dialog(window).getByRole("radio", { name: preset }).check();
  await expect(window.getByTestId("adding-state")).toHaveText("Ready to be added");
}

async function remove(window: Page): Promise<void> {
  await window.getByRole("button", { name: "Remove…" }).click();
  await dialog(window).getByRole("button", { name: "Remove" }).click();
  await expect(dialog(window)).toHaveCount(0);
}

test("a dropped ONNX file is examined, answered, added, run at once, and removed", async ({
  window,
}) => {
  await choose(window, await plainImage("grey.png", 120, 90));
  await dropped(window, file("My LeNet.onnx", onnxFile("lenet")));
  await expect(window.getByTestId("findings")).toContainText("28 × 28");
  await expect(window.getByTestId("promise")).toContainText("exact");
  await expect(window.getByTestId("adding-state")).toContainText("Still missing");
  await expect(add(window)).toBeDisabled();
  await answer(window, /^0 … 1/);
  await expect(window.getByTestId("becomes")).toHaveText("Black becomes 0, white 1.");
  await add(window).click();
  await expect(dialog(window)).toHaveCount(0);
  await expect(model(window)).toHaveValue("my-lenet");
  await expect(window.getByTestId("heatmap")).toBeVisible();
  await expect(window.getByText("Cells 24 × 16")).toBeVisible();
  await window.reload();
  await model(window).selectOption("my-lenet");
  await expect(window.getByText("my own")).toBeVisible();
  await remove(window);
  await expect(model(window)).not.toHaveValue("my-lenet");
  await expect(model(window).locator("option[value='my-lenet']")).toHaveCount(0);
});

test("a network that cannot be carried over says node, operator and why, in full", async ({
  window,
}) => {
  const { bytes, mentions } = refusedFile("squeeze-and-excite");
  await drop(window, file("gated.onnx", bytes));
  const alert = dialog(window).getByRole("alert");
  for (const mention of mentions) await expect(alert).toContainText(mention);
  await expect(alert.getByRole("button", { name: "Copy" })).toBeVisible();
  await expect(add(window)).toHaveCount(0);
  await window.keyboard.press("Escape");
  await expect(dialog(window)).toHaveCount(0);
});

test("labels come with the file, or are dropped on the dialog; a wrong number is said", async ({
  window,
}) => {
  const digits = "zero one two three four five six seven eight nine".split(" ");
  await dropped(
    window,
    file("named.onnx", onnxFile("lenet")),
    text("labels.txt", digits.join("\n")),
  );
  await expect(window.getByTestId("class-names")).toHaveText("10 names from labels.txt");
  await drop(window, text("few.json", JSON.stringify(digits.slice(2))));
  await expect(dialog(window).getByRole("alert")).toContainText(
    "8 classes are named, the network has 10",
  );
  await drop(window, text("all.json", JSON.stringify(digits)));
  await expect(window.getByTestId("class-names")).toHaveText("10 names from all.json");
  await dialog(window).getByRole("combobox", { name: "Background" }).selectOption("9: nine");
  await answer(window, /^MNIST/);
  await add(window).click();
  await choose(window, await plainImage("grey.png", 60, 60));
  await expect(window.getByTestId("heatmap")).toBeVisible();
  await expect(window.getByRole("combobox", { name: "Class", exact: true })).toContainText("three");
  await expect(window.getByRole("combobox", { name: "Class", exact: true })).toContainText(
    "All objects",
  );
  await remove(window);
});

test("a detector is added with its card, dropped on the dialog or together with it", async ({
  window,
}) => {
  const fixtures = "test/fixtures/listed-boxes";
  const network = file("ssdlite.onnx", readFileSync(`${fixtures}/ssdlite.onnx`));
  const card = text("card.json", readFileSync(`${fixtures}/ssdlite.card.json`, "utf8"));
  await drop(window, card);
  await expect(window.getByText("card.json is the card of a model")).toBeVisible();
  await drop(window, network);
  await expect(dialog(window).getByRole("alert")).toContainText("fill in each null");
  await expect(window.getByTestId("card-draft")).toContainText('"file": "ssdlite.onnx"');
  await drop(window, card);
  await expect(window.getByTestId("known-card")).toContainText("card.json");
  await dialog(window).getByRole("button", { name: "Cancel" }).click();
  await drop(window, network, card);
  await expect(window.getByTestId("known-card")).toContainText("card.json");
  await add(window).click();
  await expect(model(window)).toHaveValue("ssdlite");
  await remove(window);
});

test("weights that lie in another file can be added to what was dropped", async ({ window }) => {
  const { model: apart, weights } = withWeightsApart("apart.data");
  await drop(window, file("apart.onnx", apart));
  await expect(dialog(window).getByRole("alert")).toContainText("apart.data");
  await drop(window, file("apart.data", weights));
  await expect(window.getByTestId("findings")).toContainText("28 × 28");
  await dialog(window).getByRole("button", { name: "Cancel" }).click();
});

test("a network with ceil-mode pools is offered the window on which it is exact", async ({
  window,
}) => {
  await dropped(window, file("rnet.onnx", onnxFile("rnet")));
  const promise = window.getByTestId("promise");
  await expect(promise).toContainText("exact on the receptive field");
  await promise.getByRole("button", { name: "Use 25×25: exact" }).click();
  await expect(promise).toContainText("windows of 25×25");
  await expect(window.getByTestId("findings")).toContainText("25 × 25");
  await answer(window, /^MTCNN/);
  await add(window).click();
  await choose(window, await plainImage("grey.png", 80, 60));
  await window.getByRole("button", { name: "Measure the baseline" }).click();
  await expect(window.getByTestId("agreement")).toContainText("100%");
  await remove(window);
});

test("a network that pads is never called equal, and cells without a window are told", async ({
  window,
}) => {
  await dropped(window, file("alexnet.onnx", onnxFile("alexnet-caffe")));
  await answer(window, /^Caffe/);
  await add(window).click();
  await choose(window, await plainImage("grey.png", 200, 180));
  await window.getByRole("button", { name: "Measure the baseline" }).click();
  const comparison = window.getByTestId("comparison");
  await expect(window.getByTestId("agreement")).toContainText("≈ approximate");
  await expect(comparison).toContainText("≈ Approximate, not equal:");
  await expect(comparison).toContainText(/"conv\d" pads/);
  await expect(comparison).toContainText(/more cells have a window that stands out of the image/);
  const every = window.getByRole("checkbox", { name: "A cell for every pixel" });
  await expect(every).toBeDisabled();
  await expect(window.getByText(/^Not for this network: its pass only comes near/)).toBeVisible();
  await remove(window);
});

test("a cell for every pixel: map, probe and comparison follow, and back", async ({ window }) => {
  await window.getByRole("checkbox", { name: "Measure after each image" }).uncheck();
  await choose(window, await plainImage("grey.png", 60, 50));
  await expect(window.getByText("Cells 9 × 6")).toBeVisible();
  const every = window.getByRole("checkbox", { name: "A cell for every pixel" });
  await every.check();
  await expect(window.getByText("Cells 33 × 23")).toBeVisible();
  await window.getByRole("application").focus();
  await window.keyboard.press("ArrowRight");
  await expect(window.getByTestId("probe")).toContainText("window at (17, 11)");
  await expect(window.getByTestId("probe-difference")).toBeVisible();
  await window.getByRole("button", { name: "Measure the baseline" }).click();
  await expect(window.getByTestId("agreement")).toContainText("100%");
  await every.uncheck();
  await expect(window.getByText("Cells 9 × 6")).toBeVisible();
});

test("the dialog keeps the keys, and gives the focus back", async ({ window }) => {
  await choose(window, await plainImage("grey.png", 100, 80));
  await expect(window.getByTestId("heatmap")).toBeVisible();
  const button = window.getByRole("button", { name: "Add a model…" });
  const chooser = window.waitForEvent("filechooser");
  await button.click();
  await (await chooser).setFiles([file("net.onnx", onnxFile("lenet"))]);
  await expect(window.getByTestId("findings")).toBeVisible();
  const title = dialog(window).getByRole("textbox", { name: "Title" });
  await title.fill("h d o");
  await title.press("h");
  await expect(title).toHaveValue("h d oh");
  await expect(window.getByTestId("heatmap")).toBeVisible();
  for (let count = 0; count < 40; count++) {
    await window.keyboard.press("Tab");
    const within = `document.activeElement === document.body || document.activeElement.closest("dialog") !== null`;
    expect(await window.evaluate(within)).toBe(true);
  }
  await window.keyboard.press("Escape");
  await expect(dialog(window)).toHaveCount(0);
  await expect(button).toBeFocused();
});
