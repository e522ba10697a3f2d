/** @file The pixels of the image that is shown: fetched once, for the viewer and for the probe. */
import { pixels } from "../host/host.ts";

export class Picture {
  /** Decoded; null until it is there. */
  element = $state.raw<HTMLImageElement | null>(null);
  private controller = new AbortController();

  /** @throws UserError when the host has no pixels; the reason of the abort when another image came first */
  async load(image: string): Promise<void> {
    this.clear();
    const { signal } = this.controller;
    const url = URL.createObjectURL(await pixels(image, signal));
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
    if (this.element) URL.revokeObjectURL(this.element.src);
    this.element = null;
  }
}
