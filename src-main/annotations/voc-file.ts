/** @file One annotation file of Pascal VOC. */
import { z } from "zod";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Size } from "../../src-core/detection/iou.ts";
import type { Annotation } from "../../src-core/evaluation/annotation.ts";
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
const number = word.pipe(z.coerce.number({ error: "is no number" }));

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
    filename: childOf(root, "filename")?.text,
    size: fields(childOf(root, "size")),
    object: objects.map((object) => ({
      ...fields(object),
      bndbox: fields(childOf(object, "bndbox")),
    })),
  };
  const { filename, size, object } = parse(vocFile, raw, path, "invalid-request");
  // Some tools write 0 where they do not know it.
  const isKnown = size !== undefined && size.width > 0 && size.height > 0;
  return { filename, size: isKnown ? size : null, objects: object.map(annotationOf) };
}

/** Texts of an element's children by their names; of several of one name the first. */
function fields(element: Element | undefined): Record<string, string> | undefined {
  return (
    element &&
    Object.fromEntries(element.children.toReversed().map(({ name, text }) => [name, text]))
  );
}

/** VOC counts pixels from 1 and includes the last one; a box is taken as from xmin to xmax all the same. */
const annotationOf = ({
  name,
  difficult = 0,
  bndbox: { xmin, ymin, xmax, ymax },
}: z.infer<typeof vocObject>): Annotation => ({
  label: name,
  ...{ x: xmin, y: ymin, width: xmax - xmin, height: ymax - ymin },
  excused: difficult === 0 ? null : "difficult",
});
