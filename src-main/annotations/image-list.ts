/** @file The lists of ImageSets/Main: names of images, a line each, or lists of a class. */

/** `000012 -1`, `000017  1`, `000023  0`: whether the class is on the image, or only as a difficult object. */
const ofClass = /^(.*\S)\s+(?:[+-]?1|0)$/;

/**
 * Names of images, each once, in the order of the list. A class's list (`cat_val.txt`) names all images of its split,
 * whether the class is on them or not: it is that list of images. A name may itself end in a number after a space.
 * @param annotated names that there are annotations of
 */
export function listedNames(text: string, annotated: readonly string[]): string[] {
  const known = new Set(annotated);
  const names = text.split(/\r\n?|\n/).flatMap((line) => {
    const whole = line.trim();
    if (whole === "") return [];
    return known.has(whole) ? whole : (ofClass.exec(whole)?.[1] ?? whole);
  });
  return [...new Set(names)];
}
