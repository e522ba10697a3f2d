/** @file A folder of COCO: JSON in annotations/ or beside the images, which lie in one of several usual places. */
import { existsSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import type { AnnotatedImage, Annotations, BrokenImage } from "./annotated-image.ts";
import type { CocoImage } from "./coco-file.ts";
import { readCocoFile } from "./coco-file.ts";
import { filesIn, stem } from "./folder-files.ts";

/** Paths of the annotation files by their splits. */
export type CocoFiles = ReadonlyMap<string, string>;

const prefix = "instances_";

/** Null where the folder is none of COCO. */
export async function cocoFiles(folder: string): Promise<CocoFiles | null> {
  for (const place of [join(folder, "annotations"), folder]) {
    const names = await filesIn(place, ".json");
    // Captions and key points may lie beside them.
    const instances = names.filter((name) => name.startsWith(prefix));
    const wanted = instances.length > 0 ? instances : names;
    if (wanted.length > 0) return new Map(wanted.map((name) => [splitOf(name), join(place, name)]));
  }
  return null;
}

const splitOf = (name: string): string =>
  stem(name.startsWith(prefix) ? name.slice(prefix.length) : name);

/** @throws UserError for a split that is not there, or a broken file; a missing image is told of that image */
export async function readCoco(
  folder: string,
  files: CocoFiles,
  split: string | undefined,
): Promise<Annotations> {
  const [name, source] = choose(folder, files, split);
  const places = ["images", join("images", name), name, `${name}2017`, "."];
  const folders = places.map((place) => join(folder, place));
  const { images, notes } = await readCocoFile(source);
  const located = images.map((image) => locate(image, source, folders));
  return { format: "coco", split: split ?? null, images: located, notes };
}

function choose(folder: string, files: CocoFiles, split: string | undefined): [string, string] {
  const known = [...files.keys()].join(", ");
  if (split !== undefined) {
    const path = files.get(split);
    if (path !== undefined) return [split, path];
    throw new UserError(
      "invalid-request",
      `--split ${split}: ${folder} has no annotations of that name: choose one of ${known}`,
    );
  }
  const [only, ...more] = files;
  if (only && more.length === 0) return only;
  throw new UserError(
    "invalid-request",
    `${folder}: has annotations of several splits: choose one of ${known} with --split`,
  );
}

function locate(
  { name, size, objects }: CocoImage,
  source: string,
  folders: readonly string[],
): AnnotatedImage | BrokenImage {
  const relative = normalize(name);
  // A file of others must not make us read outside its folder.
  if (isAbsolute(relative) || relative.startsWith(".."))
    return broken(name, `${name}: ${source} names an image outside its folder: mend file_name`);
  const path = folders.map((place) => join(place, relative)).find((place) => existsSync(place));
  if (path !== undefined) return { path, source, size, objects };
  const [first = "."] = folders;
  const expected = join(folders.at(-1) ?? ".", relative);
  return broken(
    expected,
    `${expected}: is not there, but ${source} names it: put it there, or into ${first}`,
  );
}

const broken = (path: string, message: string): BrokenImage => ({
  path,
  failure: new UserError("image-unreadable", message),
});
