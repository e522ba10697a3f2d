/** @file Files that someone dropped, chose or pasted. */

/** Endings of images; a system that knows no type for a file (TIFF on Windows) leaves it empty. */
const endings = /\.(png|jpe?g|webp|gif|avif|heic|heif|tiff?|bmp|svg|jp2|jxl)$/i;

/** The first file that is an image by type or name; else the first, so that the host can say what is wrong with it. */
export function firstImage(files: readonly File[]): File | undefined {
  return (
    files.find(({ type, name }) => type.startsWith("image/") || endings.test(name)) ?? files[0]
  );
}
