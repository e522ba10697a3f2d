/** @file What an image file is, from its header alone. */
import type { Notice } from "../../src-core/contract/notices.ts";
import { openImage, readHead, readHeader } from "./header.ts";
import type { Header } from "./header.ts";
import type { Large } from "./limits.ts";
import { checkSize, checkWhole, isLarge, large, mostPixels } from "./limits.ts";
import { countPages } from "./pages.ts";
import type { ImageFacts } from "./raster.ts";
import { uprightSize } from "./turn.ts";

/**
 * @param above what is large; only tests have reasons of their own
 * @throws UserError `image-unreadable` when it is no image, `image-too-large` when it can never be opened
 */
export async function inspectImage(path: string, above: Large = large): Promise<ImageFacts> {
  const head = await readHead(path);
  const header = await readHeader(path, openImage(path, head));
  checkOpenable(path, header);
  const pages = await countPages(path, head, header);
  return {
    ...uprightSize(header, header.orientation),
    channels: header.channels,
    pages,
    notices: noticesOf(pages),
    // Vector graphics are drawn at their size, in memory.
    large: !header.vector && isLarge(header, above),
  };
}

function noticesOf(pages: number): Notice[] {
  if (pages === 1) return [];
  return [
    { code: "pages-left-out", message: `the file has ${pages} pages: the first one alone is read` },
  ];
}

/** @throws UserError `image-too-large` */
export function checkOpenable(path: string, header: Header): void {
  checkSize(path, header, mostPixels);
  if (header.whole) checkWhole(path, header, header.whole);
}
