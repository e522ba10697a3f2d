/** @file A folder of annotated images, whatever its format. */
import { stat } from "node:fs/promises";
import { UserError } from "../../src-core/contract/failure.ts";
import type { AnnotationFormat, Annotations } from "./annotated-image.ts";
import { cocoFiles, readCoco } from "./coco.ts";
import { readVoc, vocPlaces } from "./voc.ts";

export interface AnnotationRequest {
  readonly folder: string;
  /** Found out where it is left out. */
  readonly format?: AnnotationFormat | undefined;
  /** Name of a list of images; all that are annotated where it is left out. */
  readonly split?: string | undefined;
}

/** @throws UserError when there are no annotations, or the list is not there; a broken image is one of the images */
export async function readAnnotations(request: AnnotationRequest): Promise<Annotations> {
  const { folder, format, split } = request;
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) throw refused(`${folder}: is no folder: name the one that holds the annotations`);
  const voc = format === "coco" ? null : await vocPlaces(folder);
  const coco = format === "voc" ? null : await cocoFiles(folder);
  if (voc && coco)
    throw refused(
      `${folder}: holds annotations of Pascal VOC and of COCO: choose with --format voc or coco`,
    );
  const read = voc
    ? await readVoc(folder, voc, split)
    : coco && (await readCoco(folder, coco, split));
  if (!read) throw refused(`${folder}: holds no annotations: ${expected(format)}`);
  if (read.images.length === 0)
    throw refused(
      `${folder}: no image is ${split === undefined ? "annotated" : `listed in ${split}`}`,
    );
  return read;
}

const places = {
  voc: "Pascal VOC has Annotations/*.xml and JPEGImages, or both kinds of files side by side",
  coco: "COCO has annotations/instances_<split>.json, or a single .json",
} as const;

const expected = (format: AnnotationFormat | undefined): string =>
  format ? places[format] : `${places.voc}; ${places.coco}`;

const refused = (message: string): UserError => new UserError("invalid-request", message);
