/** @file How many images a file has, where some of them are only the levels of a pyramid. */
import type { Header } from "./header.ts";
import { openImage } from "./header.ts";
import type { ImageSource } from "./checked-source.ts";

/** Images that are looked at: a pyramid has fewer levels, and a stack of a thousand slices is known by its second. */
const mostLevels = 32;

/**
 * Images that are no smaller versions of the first one, and no masks. Levels in sub-directories are never counted as images by
 * libvips.
 * @param masks pages from 1 on
 */
export async function countPages(
  source: ImageSource,
  first: Header,
  masks: readonly number[],
): Promise<number> {
  let levels = 0;
  let last = first.width;
  for (let page = 1; page < Math.min(first.images, mostLevels); page++) {
    if (masks.includes(page + 1)) continue;
    // Opening a TIFF takes longer the more pages it has: its sizes are read by ourselves.
    const { width, height } = source.tiff
      ? (source.tiff.later[page - 1] ?? { width: 0, height: 0 })
      : await sizeOf(source, page);
    if (width === first.width && height === first.height) break;
    if (width >= last || !isLevel(width, height, first)) continue;
    levels++;
    last = width;
  }
  return first.images - levels - masks.length;
}

/** Half, a quarter, … of the first image, each side rounded up or down. */
function isLevel(width: number, height: number, first: Header): boolean {
  const factor = 2 ** Math.round(Math.log2(first.width / width));
  const near = (side: number, whole: number): boolean => Math.abs(side - whole / factor) < 1;
  return factor > 1 && near(width, first.width) && near(height, first.height);
}

/** A damaged later image is no reason to refuse the first one. */
async function sizeOf(
  source: ImageSource,
  page: number,
): Promise<{ width: number; height: number }> {
  const { width, height } = await openImage(source, { page })
    .metadata()
    .catch(() => ({ width: 0, height: 0 }));
  return { width, height };
}
