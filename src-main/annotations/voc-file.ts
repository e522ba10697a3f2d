/** @file One annotation file of Pascal VOC. */
import { z } from "zod";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Size } from "../../src-core/size.ts";
import type { Annotation } from "../../src-core/evaluation/annotation.ts";
import { printableName } from "../../src-core/printable.ts";
import { readText } from "./read-text.ts";
import type { Element } from "./xml.ts";
import { childOf, parseXml } from "./xml.ts";

/** Of a file that describes a single image. */
const mostBytes = 16 * 2 ** 20;

export interface VocFile {
  /** The image's name, as the file has it. */
  readonly filename: string | undefined;
  readonly size: Size | null;
  readonly objects: readonly Annotation[];
}

const word = z.string({ error: "is missing" }).trim().min(1, "is empty");
const number = word
  .regex(/^[+-]?(\d+\.?\d*|\.\d+)$/, {
    error: ({ input }) => `${printableName(String(input))} is no number as 12 or 12.5`,
  })
  .transform(Number);

const vocObject = z.object({
  name: word,
  difficult: number.optional(),
  bndbox: z.object(
    { xmin: number, ymin: number, xmax: number, ymax: number },
    { error: "is missing" },
  ),
});

const vocFile = z.object({
  filename: z.string().optional(),
  size: z.object({ width: number, height: number }).optional(),
  object: z.array(vocObject),
});

/** @throws UserError when the file is not there or broken */
export async function readVocFile(path: string): Promise<VocFile> {
  const root = parseXml(await readText(path, mostBytes), path);
  if (root.name !== "annotation")
    throw new UserError(
      "invalid-request",
      `${path}: is no annotation of Pascal VOC: its root is <${root.name}>, not <annotation>`,
    );
  const objects = root.children.filter(({ name }) => name === "object");
  const raw = {
    filename: onlyChild(root, "filename", path)?.text,
    size: fields(onlyChild(root, "size", path), ["width", "height"], path),
    object: objects.map((object, index) => {
      const at = `${path}: object ${index + 1}`;
      const box = onlyChild(object, "bndbox", at);
      return {
        ...fields(object, ["name", "difficult"], at),
        bndbox: fields(box, ["xmin", "ymin", "xmax", "ymax"], at),
      };
    }),
  };
  const { filename, size, object } = parse(vocFile, raw, path, "invalid-request");
  // Some tools write 0 where they do not know it.
  const isKnown = size !== undefined && size.width > 0 && size.height > 0;
  return { filename, size: isKnown ? size : null, objects: object.map(annotationOf) };
}

/** Texts of those children that are looked for, by their names. @throws UserError where there are two of one name */
function fields(
  element: Element | undefined,
  names: readonly string[],
  at: string,
): Record<string, string | undefined> | undefined {
  return (
    element && Object.fromEntries(names.map((name) => [name, onlyChild(element, name, at)?.text]))
  );
}

/** Nobody knows which of two is meant. */
function onlyChild(element: Element, name: string, at: string): Element | undefined {
  const count = element.children.filter((child) => child.name === name).length;
  if (count > 1)
    throw new UserError(
      "invalid-request",
      `${at} has ${count} <${name}>: keep the one that is meant`,
    );
  return childOf(element, name);
}

/** VOC counts pixels from 1 and includes the last one; a box is taken as from xmin to xmax all the same. */
const annotationOf = ({
  name,
  difficult = 0,
  bndbox: { xmin, ymin, xmax, ymax },
}: z.infer<typeof vocObject>): Annotation => ({
  label: name,
  x: xmin,
  y: ymin,
  width: xmax - xmin,
  height: ymax - ymin,
  ignored: difficult === 0 ? null : "difficult",
});
