/** @file The open image as a small picture: the one that is there, or the last level of a large one's pyramid. */
import { request } from "../../host/request.ts";
import { imageTileUrl } from "../../host/tiles.ts";
import type { TiledImage } from "../workspace/displayed-image.svelte.ts";

export class SmallPicture {
  /** Address of the picture; null until it is there. */
  url = $state.raw<string | null>(null);
  private made: string | null = null;
  private controller = new AbortController();

  async show(element: HTMLImageElement | null, tiled: TiledImage | null): Promise<void> {
    this.dispose();
    const { signal } = (this.controller = new AbortController());
    if (element) {
      this.url = element.src;
      return;
    }
    if (!tiled) return;
    const last = { level: tiled.pyramid.levels - 1, row: 0, column: 0 };
    try {
      const blob = await (await request(imageTileUrl(tiled.id, last), { signal })).blob();
      signal.throwIfAborted();
      this.made = URL.createObjectURL(blob);
      this.url = this.made;
    } catch {
      // Without the picture the cells are still there.
    }
  }

  dispose(): void {
    this.controller.abort();
    if (this.made !== null) URL.revokeObjectURL(this.made);
    this.made = null;
    this.url = null;
  }
}
