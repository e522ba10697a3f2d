/** @file A batch that is about to begin: what was found for it, and how it is to run. */
import type { BatchLimits, BatchRequest, BatchState } from "../../../src-core/contract/batch.ts";
import type { ExportName } from "../../../src-core/contract/exports.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { createBatch } from "../../host/batches.ts";
import { failureToShow } from "../../host/request.ts";
import type { DetectionLimits } from "../settings/detection-limits.svelte.ts";
import type { BatchInput } from "../files/batch-inputs.ts";
import { imagesIn } from "../files/batch-inputs.ts";

export type FindInputs = (
  onFound: (count: number) => void,
  signal: AbortSignal,
) => Promise<BatchInput[]>;

/** As they are set in the window. */
export type NewBatchSettings = Pick<BatchRequest, "stride" | "device"> & {
  /** Null until the models are known, which a file may come before. */
  readonly model: () => string | null;
  /** What counts as found by a model. */
  readonly limitsFor: (model: string) => DetectionLimits;
  /** What of it, and of its scales, the user set. */
  readonly requestedFor: (model: string) => BatchLimits;
  readonly memory: number | null;
};

export class NewBatch {
  /** The table of detections is small, and what a batch is mostly wanted for. */
  exports = $state<ExportName[]>(["csv"]);
  /** Images so far, while folders are looked through. */
  foundCount = $state(0);
  inputs = $state.raw<readonly BatchInput[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  creating = $state(false);
  private chosenModel = $state<string | null>(null);
  private chosenThreshold = $state<number | null>(null);
  private readonly settings: NewBatchSettings;
  private readonly controller = new AbortController();

  constructor(settings: NewBatchSettings) {
    this.settings = settings;
  }

  /** Empty while none is known. */
  get model(): string {
    return this.chosenModel ?? this.settings.model() ?? "";
  }

  set model(id: string) {
    this.chosenModel = id;
  }

  /** That of the model, until it is set here. */
  get threshold(): number {
    return this.chosenThreshold ?? this.settings.limitsFor(this.model).threshold;
  }

  set threshold(value: number) {
    this.chosenThreshold = value;
  }

  /** The thresholds of the classes, until one is set for all. */
  get perClass(): DetectionLimits["perClass"] {
    return this.chosenThreshold === null ? this.settings.limitsFor(this.model).perClass : null;
  }

  /** Whether the images are looked at on other scales than the model's own. */
  get onOwnScales(): boolean {
    const { scales, objects } = this.settings.requestedFor(this.model);
    return !scales && !objects;
  }

  /** What the folder is called, or the first file. */
  get name(): string {
    const [first] = this.inputs ?? [];
    return first?.name ?? "";
  }

  get imageCount(): number {
    return this.inputs?.reduce((sum, input) => sum + imagesIn(input), 0) ?? this.foundCount;
  }

  get skipped(): number {
    return this.inputs?.reduce((sum, { skipped }) => sum + skipped, 0) ?? 0;
  }

  get problems(): readonly string[] {
    return this.inputs?.flatMap(({ problems }) => problems) ?? [];
  }

  async findInputs(find: FindInputs): Promise<void> {
    let [found, shownAt] = [0, 0];
    const onFound = (count: number): void => {
      found += count;
      const now = performance.now();
      if (now - shownAt < 100) return;
      this.foundCount = found;
      shownAt = now;
    };
    try {
      this.inputs = await find(onFound, this.controller.signal);
    } catch (cause) {
      this.failure = failureToShow(cause);
    }
  }

  /** @param everyPixel whether the model can have, and is to have, a cell for every pixel @returns null where it failed */
  async create(everyPixel: boolean): Promise<BatchState | null> {
    const { model, exports, name } = this;
    const { memory, device, requestedFor } = this.settings;
    const { threshold, ...others } = requestedFor(model);
    this.creating = true;
    this.failure = null;
    try {
      return await createBatch({
        name: name.slice(0, 200),
        model,
        exports: [...exports],
        ...others,
        threshold: this.chosenThreshold ?? threshold,
        stride: everyPixel ? 1 : "native",
        device,
        ...(memory === null ? {} : { memory }),
      });
    } catch (cause) {
      this.failure = failureToShow(cause);
      return null;
    } finally {
      this.creating = false;
    }
  }

  get everyPixel(): boolean {
    return this.settings.stride === 1;
  }

  dispose(): void {
    this.controller.abort();
  }
}
