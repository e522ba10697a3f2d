/** @file The layers of the loaded network on the open image, and which cell of the result is looked at. */
import type { NetworkLayers } from "../../../src-core/contract/lesson/layers.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { fetchLayers } from "../../host/models.ts";
import { failureToShow } from "../../host/request.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

export class NetworkFigure {
  layers = $state.raw<NetworkLayers | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Index of the layer that is looked at; the last one until another is chosen. */
  layer = $state<number | null>(null);
  /** Cell of the result. */
  cell = $state.raw({ row: 0, column: 0 });
  private controller = new AbortController();

  /** What is on its way for another model or image is given up. @param image null for one window */
  async load(model: string, image: Size | null): Promise<void> {
    this.controller.abort();
    const { signal } = (this.controller = new AbortController());
    this.failure = null;
    try {
      const layers = await fetchLayers(model, image, signal);
      signal.throwIfAborted();
      if (layers.model !== this.layers?.model) this.layer = null;
      this.layers = layers;
      const last = layers.layers?.at(-1);
      if (last)
        this.cell = {
          row: Math.floor(last.cells.rows / 2),
          column: Math.floor(last.cells.columns / 2),
        };
    } catch (cause) {
      if (signal.aborted) return;
      this.layers = null;
      this.failure = failureToShow(cause);
    }
  }

  dispose(): void {
    this.controller.abort();
  }
}
