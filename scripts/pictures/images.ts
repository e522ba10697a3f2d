/** @file Images for the pictures: smears that no microscope has seen, each another one. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import type { TestFile } from "../../test/e2e/files.ts";

const drawn = 3;

/** Files that the sample's script draws with other seeds. */
function drawings(folder: string): string[] {
  return Array.from({ length: drawn }, (_, index) => {
    const file = join(folder, `drawn-${index}.jpg`);
    const call = ["--import", "tsx", "scripts/make-smear.ts", "--seed", String(11 + index), file];
    if (!existsSync(file)) execFileSync(process.execPath, call);
    return file;
  });
}

/** Each drawing in four ways: as it is, and mirrored. */
const mirrored = (file: string, way: number) =>
  sharp(file)
    .flip((way & 1) > 0)
    .flop((way & 2) > 0);

export async function smears(folder: string, count: number): Promise<TestFile[]> {
  const files = drawings(folder);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      name: `smear-${String(index + 1).padStart(2, "0")}.jpg`,
      mimeType: "image/jpeg",
      buffer: await mirrored(files[index % drawn] ?? "", Math.floor(index / drawn) % 4)
        .jpeg()
        .toBuffer(),
    })),
  );
}

/** 15 megapixels of sample sheets, side by side. */
export async function largeSheet(): Promise<TestFile> {
  const paper = { width: 4480, height: 3360, channels: 3 as const, background: "#f6f1e6" };
  const sheets = sharp({ create: paper }).composite([
    { input: "models/lenet-digits/samples/digits.png", tile: true },
  ]);
  return { name: "archive.jpg", mimeType: "image/jpeg", buffer: await sheets.jpeg().toBuffer() };
}
