/** @file A folder of Pascal VOC: Annotations, JPEGImages and lists in ImageSets/Main; or XML and images side by side. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import type { AnnotatedImage, Annotations, BrokenImage } from "./annotated-image.ts";
import { isBroken } from "./annotated-image.ts";
import { filesIn, imagesIn, stem } from "./folder-files.ts";
import { listedNames } from "./image-list.ts";
import { readText } from "./read-text.ts";
import type { VocFile } from "./voc-file.ts";
import { readVocFile } from "./voc-file.ts";

const mostListBytes = 64 * 2 ** 20;

/** Where annotations and images lie. */
export interface VocPlaces {
  readonly annotations: string;
  readonly images: string;
  /** Of the annotations, without `.xml`, sorted. */
  readonly names: readonly string[];
}

/** Null where the folder is none of VOC. */
export async function vocPlaces(folder: string): Promise<VocPlaces | null> {
  const [annotations, images] = [join(folder, "Annotations"), join(folder, "JPEGImages")];
  const names = (await filesIn(annotations, ".xml")).map(stem);
  if (names.length > 0) return { annotations, images, names };
  const beside = (await filesIn(folder, ".xml")).map(stem);
  return beside.length > 0 ? { annotations: folder, images: folder, names: beside } : null;
}

/** @throws UserError for a list that is not there; what is wrong with one image is told of that image */
export async function readVoc(
  folder: string,
  places: VocPlaces,
  split: string | undefined,
): Promise<Annotations> {
  const names = split === undefined ? places.names : await readList(folder, split, places.names);
  const present = await imagesIn(places.images);
  const images: (AnnotatedImage | BrokenImage)[] = [];
  for (const name of names) images.push(await readImage(name, places, present));
  return { format: "voc", split: split ?? null, images: demandApart(images), notes: [] };
}

async function readList(
  folder: string,
  split: string,
  annotated: readonly string[],
): Promise<string[]> {
  const lists = join(folder, "ImageSets", "Main");
  const known = (await filesIn(lists, ".txt")).map(stem);
  if (known.length === 0)
    throw new UserError(
      "invalid-request",
      `--split ${split}: there are no lists (${join(lists, "*.txt")}): leave --split out for all images`,
    );
  if (!known.includes(split))
    throw new UserError(
      "invalid-request",
      `--split ${split}: ${lists} has no ${split}.txt: choose one of ${known.join(", ")}`,
    );
  const text = await readText(join(lists, `${split}.txt`), mostListBytes);
  return listedNames(text, annotated);
}

/** Two files about one image would let it count twice. The first one stands; what is wrong is told of the other. */
function demandApart(
  images: readonly (AnnotatedImage | BrokenImage)[],
): (AnnotatedImage | BrokenImage)[] {
  const sources = new Map<string, string>();
  return images.map((image) => {
    if (isBroken(image)) return image;
    const { path, source } = image;
    const other = sources.get(path);
    if (other === undefined) {
      sources.set(path, source);
      return image;
    }
    const message = `${path}: ${source} is about it, and so is ${other}: take one of them away, or name its image in it`;
    return { path, failure: new UserError("invalid-request", message) };
  });
}

async function readImage(
  name: string,
  { annotations, images }: VocPlaces,
  present: ReadonlyMap<string, string>,
): Promise<AnnotatedImage | BrokenImage> {
  const source = join(annotations, `${name}.xml`);
  let path = present.get(name) ?? join(images, name);
  try {
    if (!existsSync(source))
      throw new UserError(
        "invalid-request",
        `${source}: is not there, but the list names it: put it there, or take the name out`,
      );
    const file = await readVocFile(source);
    const found = imageOf(name, file, present);
    path = found ?? join(images, basename(file.filename ?? name));
    if (found === undefined)
      throw new UserError(
        "image-unreadable",
        `${path}: is not there, but ${source} is: put the image there, or take that file away`,
      );
    return { path, source, size: file.size, objects: file.objects };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { path, failure: cause };
  }
}

/** The image of the same name, or the one that the file names. */
const imageOf = (
  name: string,
  { filename }: VocFile,
  present: ReadonlyMap<string, string>,
): string | undefined => present.get(name) ?? present.get(stem(basename(filename ?? "")));
