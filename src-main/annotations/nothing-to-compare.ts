/** @file Why a folder of annotations gives nothing to compare with. */
import { UserError } from "../../src-core/contract/failure.ts";
import type { Annotations } from "./annotated-image.ts";
import { isBroken } from "./annotated-image.ts";

/** @param annotations without a single object that can be read */
export function nothingToCompare({ images }: Annotations, folder: string): UserError {
  const broken = images.filter(isBroken);
  const [first] = broken;
  if (!first)
    return new UserError(
      "invalid-request",
      `${folder}: no object is annotated on its ${counted(images.length)}: there is nothing to compare with`,
    );
  const { code, message } = first.failure;
  const others = images.length - broken.length;
  const more = [
    ...(broken.length > 1 ? [`${counted(broken.length)} of ${images.length} fail`] : []),
    ...(others > 0 ? [`no object is annotated on the other ${counted(others)}`] : []),
  ];
  return new UserError(code, [message, ...more].join("; "), { cause: first.failure });
}

const counted = (count: number): string => (count === 1 ? "1 image" : `${count} images`);
