/** @file What a file of COCO lists more than once: the same counts once, and what could be taken otherwise is told. */
import { isDeepStrictEqual } from "node:util";
import { UserError } from "../../src-core/contract/failure.ts";

type Id = string | number;

interface ListedImage {
  readonly id: Id;
  readonly file_name: string;
}

interface ListedAnnotation {
  readonly id?: Id | null | undefined;
}

/** Images by their ids, in the order of the file. @throws UserError where one id stands for two of them */
export function withoutDuplicates<T extends ListedImage>(images: readonly T[], path: string): T[] {
  const known = new Map<Id, T>();
  for (const image of images) {
    const before = known.get(image.id);
    if (before && !isDeepStrictEqual(before, image))
      throw new UserError(
        "invalid-request",
        `${path}: lists two images under id ${image.id}, ${before.file_name} and ${image.file_name}: give each an id of its own, or take one out`,
      );
    known.set(image.id, image);
  }
  return [...known.values()];
}

/** Of files that stand under several ids. */
export function duplicateNameNotes(images: readonly ListedImage[], path: string): string[] {
  const [first, count] = repeated(images.map(({ file_name }) => file_name));
  if (first === undefined) return [];
  return [
    `${path}: lists ${files(count)} under more than one id, such as ${first}: each id counts as an image of its own`,
  ];
}

/** @throws UserError where one id stands for two annotations */
export function duplicateAnnotationNotes(
  annotations: readonly ListedAnnotation[],
  path: string,
): string[] {
  const known = new Map<Id, ListedAnnotation>();
  const ids = annotations.flatMap((annotation) => {
    const { id } = annotation;
    if (id === undefined || id === null) return [];
    const before = known.get(id);
    if (before && !isDeepStrictEqual(before, annotation))
      throw new UserError(
        "invalid-request",
        `${path}: lists two different annotations under id ${id}: give each an id of its own, or take one out`,
      );
    known.set(id, annotation);
    return [id];
  });
  const [first, count] = repeated(ids);
  if (first === undefined) return [];
  return [
    `${path}: lists ${count} ${count === 1 ? "annotation" : "annotations"} more than once, such as id ${first}: each time counts, as with COCO's own tools`,
  ];
}

/** The first of those that are there more than once, and how many there are of them. */
function repeated<T>(values: readonly T[]): [first: T | undefined, count: number] {
  const [seen, twice] = [new Set<T>(), new Set<T>()];
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  const [first] = twice;
  return [first, twice.size];
}

const files = (count: number): string => (count === 1 ? "1 file" : `${count} files`);
