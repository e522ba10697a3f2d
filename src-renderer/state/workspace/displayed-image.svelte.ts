/** @file The image that is shown, once it can be looked at: small ones whole, large ones in tiles the host prepares. */
import type { OpenedImage } from "../../../src-core/contract/api.ts";
import { userErrorOf } from "../../../src-core/contract/failure.ts";
import { fetchPixels, startPrepare } from "../../host/images.ts";
import type { Pyramid } from "../../viewer/image/pyramid.ts";
import { Job } from "../jobs/job.svelte.ts";

/** A large image that is prepared. */
export interface TiledImage {
  readonly id: string;
  readonly pyramid: Pyramid;
}

export class DisplayedImage {
  /** Decoded, for the viewer and for the probe; null until it is there, and of a large image. */
  element = $state.raw<HTMLImageElement | null>(null);
  tiled = $state.raw<TiledImage | null>(null);
  /** Whether a small image is on its way. */
  loading = $state(false);
  /** Of a large image, which may take a minute. */
  readonly preparing = new Job();
  private controller = new AbortController();

  get ready(): boolean {
    return this.element !== null || this.tiled !== null;
  }

  /**
   * @returns false where preparing was stopped
   * @throws UserError when the host cannot show it; the reason of the abort when another image came first
   */
  async load(image: OpenedImage): Promise<boolean> {
    this.clear();
    const { signal } = this.controller;
    if (image.pyramid) return this.prepare(image, image.pyramid, signal);
    this.loading = true;
    try {
      await this.fetch(image.id, signal);
    } finally {
      // Else it is another one that is on its way.
      if (!signal.aborted) this.loading = false;
    }
    return true;
  }

  private async prepare(
    { id, width, height }: OpenedImage,
    { tile, levels }: NonNullable<OpenedImage["pyramid"]>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { preparing } = this;
    await preparing.follow(
      (stopped) => startPrepare(id, stopped),
      () => undefined,
    );
    signal.throwIfAborted();
    if (preparing.failure) throw userErrorOf(preparing.failure);
    if (preparing.status !== "done") return false;
    this.tiled = { id, pyramid: { width, height, tile, levels } };
    return true;
  }

  private async fetch(id: string, signal: AbortSignal): Promise<void> {
    const url = URL.createObjectURL(await fetchPixels(id, signal));
    const element = new Image();
    element.src = url;
    await element.decode();
    if (signal.aborted) URL.revokeObjectURL(url);
    signal.throwIfAborted();
    this.element = element;
  }

  private clear(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.preparing.stop();
    if (this.element) URL.revokeObjectURL(this.element.src);
    this.element = null;
    this.tiled = null;
    this.loading = false;
  }
}
