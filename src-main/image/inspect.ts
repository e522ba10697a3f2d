/** @file What an image file is, from its header alone. */
import type { Header } from "./header.ts";
import { readHeader } from "./header.ts";
import type { Large } from "./limits.ts";
import { checkSize, checkWhole, isLarge, large, mostPixels } from "./limits.ts";
import { noticesOf } from "./notices.ts";
import { countPages } from "./pages.ts";
import type { ImageFacts } from "./raster.ts";
import { checkedHeader } from "./checked-source.ts";
import { uprightSize } from "./orientation.ts";

/**
 * @param above what is large; only tests have reasons of their own
 * @throws UserError `image-unreadable` when it is no image, `image-too-large` when it can never be opened
 */
export async function inspectImage(path: string, above: Large = large): Promise<ImageFacts> {
  const source = await checkedHeader(path);
  const header = await readHeader(path, source);
  checkOpenable(path, header);
  const { pictures, masks } = source.declared;
  const pages = Math.max(await countPages(source, header, masks), pictures);
  return {
    ...uprightSize(header, header.orientation),
    channels: header.channels,
    pages,
    notices: noticesOf(source, header, pages),
    large: isLarge(header, above),
  };
}

/** @throws UserError `image-too-large` */
export function checkOpenable(path: string, header: Header): void {
  checkSize(path, header, mostPixels);
  if (header.whole) checkWhole(path, header, header.whole);
}
