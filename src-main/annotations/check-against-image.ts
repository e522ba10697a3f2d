/** @file What a file says is on an image, checked against the image itself. */
import { UserError } from "../../src-core/contract/failure.ts";
import type { Size } from "../../src-core/size.ts";
import type { Annotation } from "../../src-core/evaluation/annotation.ts";
import type { AnnotatedImage } from "./annotated-image.ts";

export interface CheckedAnnotations {
  readonly annotations: readonly Annotation[];
  /** Boxes too small to mean an object, left out. */
  readonly tiny: number;
  /** Boxes that reach beyond the image, taken as they are. */
  readonly beyond: number;
  /** A line for each box that is left out because it makes no sense. */
  readonly problems: readonly string[];
}

/** Pixels; smaller boxes come of a slip of the mouse. */
const smallest = 2;

/** @param image size of the image, upright @throws UserError when the file is about an image of another size */
export function checkAgainstImage(
  { path, source, size, objects }: AnnotatedImage,
  image: Size,
): CheckedAnnotations {
  if (size && (size.width !== image.width || size.height !== image.height))
    throw new UserError(
      "invalid-request",
      `${path}: is ${image.width}×${image.height}, ${source} says ${size.width}×${size.height}: its boxes would lie elsewhere; use the image that was annotated, or mend the size`,
    );
  const annotations: Annotation[] = [];
  const problems: string[] = [];
  let [tiny, beyond] = [0, 0];
  for (const [index, object] of objects.entries()) {
    const problem = problemOf(object, image);
    if (problem !== null)
      problems.push(
        `${source}: object ${index + 1} of ${path} (${object.label}) is left out: ${problem}`,
      );
    else if (object.width < smallest || object.height < smallest) tiny++;
    else {
      annotations.push(object);
      if (reachesBeyond(object, image)) beyond++;
    }
  }
  return { annotations, tiny, beyond, problems };
}

function problemOf({ x, y, width, height }: Annotation, image: Size): string | null {
  const [right, bottom] = [x + width, y + height];
  if (width < 0 || height < 0)
    return `its box is inverted, from (${x}, ${y}) to (${right}, ${bottom}): swap its corners`;
  if (x >= image.width || y >= image.height || right <= 0 || bottom <= 0)
    return `its box ${width}×${height} at (${x}, ${y}) lies outside the image of ${image.width}×${image.height}: mend it`;
  return null;
}

/** By more than a pixel, which is a matter of how pixels are counted. */
const reachesBeyond = ({ x, y, width, height }: Annotation, image: Size): boolean =>
  x < -1 || y < -1 || x + width > image.width + 1 || y + height > image.height + 1;
