/** @file One annotation file of COCO, with all its images. */
import { z } from "zod";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Size } from "../../src-core/size.ts";
import type { Annotation } from "../../src-core/evaluation/annotation.ts";
import { reason } from "../reason.ts";
import {
  duplicateAnnotationNotes,
  duplicateNameNotes,
  withoutDuplicates,
} from "./coco-duplicates.ts";
import { readText } from "./read-text.ts";

/** V8 holds no longer text than half a gigabyte; the validation images of COCO have 20 MB. */
const mostBytes = 256 * 2 ** 20;

export interface CocoImage {
  /** As the file has it, with folders where it has some. */
  readonly name: string;
  readonly size: Size | null;
  readonly objects: readonly Annotation[];
}

const id = z.union([z.int(), z.string()], { error: "is missing, or neither number nor text" });
const list = <T>(item: z.ZodType<T>) => z.array(item, { error: "is missing, or no list" });

const cocoFile = z.object(
  {
    images: list(
      z.object({
        id,
        file_name: z.string({ error: "is missing" }).min(1, "is empty"),
        width: z.number().positive().nullish(),
        height: z.number().positive().nullish(),
      }),
    ),
    annotations: list(
      z.object({
        id: id.nullish(),
        image_id: id,
        category_id: id,
        bbox: z.tuple([z.number(), z.number(), z.number(), z.number()], {
          error: "is not [x, y, width, height]",
        }),
        iscrowd: z.union([z.literal([0, 1]), z.boolean()]).nullish(),
      }),
    ),
    categories: list(z.object({ id, name: z.string().min(1) })),
  },
  { error: "is no object with images, annotations and categories" },
);

export interface CocoFile {
  /** In the order of the file, each id once. */
  readonly images: readonly CocoImage[];
  readonly notes: readonly string[];
}

/**
 * Counted as COCO's own tools count (pycocotools): an image by its id, however often it is listed; an annotation as often
 * as it is listed, which is told.
 * @throws UserError when it is broken, or says two things of one id
 */
export async function readCocoFile(path: string): Promise<CocoFile> {
  const file = parse(cocoFile, fromJson(await readText(path, mostBytes), path), path, code);
  const images = withoutDuplicates(file.images, path);
  const categories = new Map(file.categories.map((category) => [category.id, category.name]));
  const objects = new Map<string | number, Annotation[]>(images.map((image) => [image.id, []]));
  for (const [index, { image_id, category_id, bbox, iscrowd }] of file.annotations.entries()) {
    const [label, ofImage] = [categories.get(category_id), objects.get(image_id)];
    if (label === undefined) throw dangling(path, index, "category", category_id);
    if (!ofImage) throw dangling(path, index, "image", image_id);
    const [x, y, width, height] = bbox;
    const isCrowd = iscrowd === 1 || iscrowd === true;
    ofImage.push({ label, x, y, width, height, ignored: isCrowd ? "crowd" : null });
  }
  return {
    notes: [
      ...duplicateNameNotes(images, path),
      ...duplicateAnnotationNotes(file.annotations, path),
    ],
    images: images.map((image) => ({
      name: image.file_name,
      size: image.width && image.height ? { width: image.width, height: image.height } : null,
      objects: objects.get(image.id) ?? [],
    })),
  };
}

const code = "invalid-request";

function fromJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(code, `${path}: is broken JSON (${reason(cause)}): mend it`, { cause });
  }
}

const dangling = (path: string, index: number, what: string, which: string | number): UserError =>
  new UserError(
    code,
    `${path}: annotations.${index} names ${what} ${which}, which the file does not have: mend it`,
  );
