/** @file What a scene gets to be photographed with. */
import type { Page } from "@playwright/test";
import type { Size } from "../../src-core/size.ts";

export interface Studio {
  /** A folder for files that are gone afterwards. */
  readonly scratch: string;
  /** An empty page, light, in English. @param density pixels of the picture for each of its own */
  readonly page: (size: Size, density?: number) => Promise<Page>;
  /** Writes what the page shows as docs/pictures/<name>.webp. */
  readonly keep: (name: string, page: Page) => Promise<void>;
}
