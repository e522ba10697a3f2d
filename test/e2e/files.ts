/** @file Files for the window, and the ways they come in. */
import type { Page } from "@playwright/test";
import sharp from "sharp";

export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const png = (name: string, buffer: Buffer): TestFile => ({ name, mimeType: "image/png", buffer });

/** A grey picture without any digit. */
export async function plainImage(name: string, width: number, height: number): Promise<TestFile> {
  const pixels = { width, height, channels: 3 as const, background: "#808080" };
  return png(name, await sharp({ create: pixels }).png().toBuffer());
}

/** The mark of `markedImage`, in pixels of the image. */
export const mark = { x: 120, y: 100, width: 160, height: 100 } as const;

/** A red rectangle on blue, from which a screenshot tells how the image lies on the screen. */
export async function markedImage(name: string): Promise<TestFile> {
  const { x, y, width, height } = mark;
  const [blue, red] = [{ background: "#0000ff" }, { background: "#ff0000" }];
  const image = sharp({ create: { width: 400, height: 300, channels: 3, ...blue } });
  const patch = await sharp({ create: { width, height, channels: 3, ...red } })
    .png()
    .toBuffer();
  return png(
    name,
    await image
      .composite([{ input: patch, left: x, top: y }])
      .png()
      .toBuffer(),
  );
}

/** Three pages, of which the first is read. */
export async function stackOfPages(name: string): Promise<TestFile> {
  const page = (background: string): Promise<Buffer> =>
    sharp({ create: { width: 80, height: 60, channels: 3, background } })
      .png()
      .toBuffer();
  const pages = await Promise.all(["#808080", "#909090", "#a0a0a0"].map(page));
  const buffer = await sharp(pages, { join: { animated: true } })
    .tiff()
    .toBuffer();
  return { name, mimeType: "image/tiff", buffer };
}

export const textFile = (name: string): TestFile => png(name, Buffer.from("This is no picture.\n"));
export const notes = (name: string): TestFile => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from("What was seen.\n"),
});
export const emptyFile = (name: string): TestFile => png(name, Buffer.alloc(0));

export async function choose(window: Page, ...files: TestFile[]): Promise<void> {
  const chooser = window.waitForEvent("filechooser");
  await window.getByRole("button", { name: "Open image" }).first().click();
  await (await chooser).setFiles(files);
}

/** Lets go of files over the window. */
export async function drop(window: Page, ...files: TestFile[]): Promise<void> {
  await window.evaluate(`{
    const dataTransfer = ${transfer(files)};
    for (const type of ["dragenter", "dragover", "drop"])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }`);
}

export async function paste(window: Page, ...files: TestFile[]): Promise<void> {
  await window.evaluate(`{
    const clipboardData = ${transfer(files)};
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }`);
}

/** An expression for a DataTransfer that holds the files. Text, since tests are type-checked without a browser's types. */
function transfer(files: readonly TestFile[]): string {
  const parts = files.map(({ name, mimeType, buffer }) =>
    JSON.stringify({ name, type: mimeType, content: buffer.toString("base64") }),
  );
  return `[${parts.join()}].reduce((held, { name, type, content }) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    held.items.add(new File([bytes], name, { type }));
    return held;
  }, new DataTransfer())`;
}
