/** @file Folders of annotated images as Pascal VOC and COCO have them, written for tests. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Size } from "../../../src-core/size.ts";
import type { Annotation } from "../../../src-core/evaluation/annotation.ts";

/** Writes a file with its folders. */
export function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** One annotation file of Pascal VOC. */
export function vocXml(filename: string, size: Size, objects: readonly Annotation[]): string {
  const told = objects.map(
    ({ label, x, y, width, height, ignored }) => `  <object>
    <name>${label}</name>
    <difficult>${ignored === null ? 0 : 1}</difficult>
    <bndbox><xmin>${x}</xmin><ymin>${y}</ymin><xmax>${x + width}</xmax><ymax>${y + height}</ymax></bndbox>
  </object>`,
  );
  return `<?xml version="1.0"?>
<annotation>
  <filename>${filename}</filename>
  <size><width>${size.width}</width><height>${size.height}</height><depth>3</depth></size>
${told.join("\n")}
</annotation>
`;
}

export interface CocoSource extends Size {
  readonly name: string;
  readonly objects: readonly Annotation[];
}

/** One annotation file of COCO. */
export function cocoJson(images: readonly CocoSource[], categories: readonly string[]): string {
  return JSON.stringify({
    info: { description: "a test" },
    images: images.map(({ name, width, height }, id) => ({ id, file_name: name, width, height })),
    annotations: images.flatMap(({ objects }, image) =>
      objects.map(({ label, x, y, width, height, ignored }) => ({
        image_id: image,
        category_id: categories.indexOf(label) + 1,
        bbox: [x, y, width, height],
        iscrowd: ignored === "crowd" ? 1 : 0,
        area: width * height,
      })),
    ),
    categories: categories.map((name, index) => ({ id: index + 1, name })),
  });
}

/** A folder of Pascal VOC, without its images. */
export function writeVoc(folder: string, name: string, xml: string): void {
  write(join(folder, "Annotations", `${name}.xml`), xml);
}
