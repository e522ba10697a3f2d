/** @file The window's state: the models, the image that is shown, and the run over it. */
import { createContext } from "svelte";
import type { HostEvent, ModelSummary, OpenedImage } from "../../src-core/contract/api.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { models, openFile, openSample, releaseImage } from "../host/host.ts";
import { shownFailure } from "../host/request.ts";
import { AnalysisRun } from "./analysis-run.svelte.ts";
import { firstImage } from "./files.ts";
import { Language } from "./language.svelte.ts";
import { OverlayView } from "./overlay-view.svelte.ts";
import { Picture } from "./picture.svelte.ts";
import { Preferences } from "./preferences.svelte.ts";

/** What could not be opened; `name` is absent where it is the models or nothing with a name. */
export interface OpenFailure {
  readonly name: string | null;
  readonly failure: Failure;
}

/** What is said without being an error. */
export type Notice =
  /** Of several files only the first image is shown. */
  | { readonly type: "ignored"; readonly shown: string; readonly count: number }
  /** What was dropped or pasted was no file. */
  | { readonly type: "nothing-held" };

export class Workspace {
  readonly preferences = new Preferences();
  readonly language = new Language(this.preferences);
  readonly overlay = new OverlayView();
  readonly picture = new Picture();
  models = $state.raw<readonly ModelSummary[]>([]);
  model = $state.raw<ModelSummary | null>(null);
  image = $state.raw<OpenedImage | null>(null);
  run = $state.raw<AnalysisRun | null>(null);
  /** Name of the file that is being opened. */
  opening = $state.raw<string | null>(null);
  failure = $state.raw<OpenFailure | null>(null);
  notice = $state.raw<Notice | null>(null);
  private open: AbortController | null = null;

  async loadModels(): Promise<void> {
    try {
      this.models = await models();
      this.model ??= this.models[0] ?? null;
      if (this.picture.element && !this.run) this.analyse();
    } catch (cause) {
      this.tell(null, cause);
    }
  }

  openFiles(files: readonly File[]): void {
    const file = firstImage(files);
    if (!file) {
      this.notice = { type: "nothing-held" };
      return;
    }
    const ignored = files.length - 1;
    void this.replace(file.name, (signal) => openFile(file, signal)).then((shown) => {
      if (shown && ignored > 0) this.notice = { type: "ignored", shown: file.name, count: ignored };
    });
  }

  openSample(): void {
    const { model } = this;
    if (model) void this.replace(model.title.en, (signal) => openSample(model.id, signal));
  }

  /** What the desktop's menu did. */
  take(event: HostEvent): void {
    if (event.type === "opened") this.show(event.image);
    if (event.type === "failed") this.failure = { name: null, failure: event.error };
  }

  choose(id: string): void {
    const model = this.models.find((candidate) => candidate.id === id);
    if (!model || model === this.model) return;
    this.model = model;
    this.analyse();
  }

  /** A new run over the image; the one before it is over, wherever it was. */
  analyse(): void {
    this.run?.dispose();
    this.run = null;
    if (!this.image || !this.model) return;
    const run = new AnalysisRun(this.image, this.model);
    this.run = run;
    this.overlay.fit(this.model);
    void run.start(this.preferences.threshold, () => this.preferences.measureAtOnce);
  }

  stop(): void {
    this.open?.abort();
    this.opening = null;
    this.run?.stop();
  }

  dismiss(): void {
    [this.failure, this.notice] = [null, null];
  }

  /** Opens an image in place of the one that is shown, which stays where opening fails. */
  private async replace(
    name: string,
    open: (signal: AbortSignal) => Promise<OpenedImage>,
  ): Promise<boolean> {
    this.open?.abort();
    const controller = new AbortController();
    this.open = controller;
    this.opening = name;
    this.dismiss();
    try {
      const image = await open(controller.signal);
      // A later image came first: the host need not keep this one.
      if (controller.signal.aborted) releaseImage(image.id);
      else this.show(image);
      return !controller.signal.aborted;
    } catch (cause) {
      if (!controller.signal.aborted) this.tell(name, cause);
      return false;
    } finally {
      if (this.open === controller) this.opening = null;
    }
  }

  private show(image: OpenedImage): void {
    const before = this.image;
    this.dismiss();
    this.run?.dispose();
    [this.image, this.run] = [image, null];
    if (before && before.id !== image.id) releaseImage(before.id);
    // The pass waits for the picture: encoding it beside the pass would become part of the measured time.
    this.picture.load(image.id).then(
      () => {
        this.analyse();
      },
      (cause: unknown) => {
        if (this.image === image) this.tell(image.name, cause);
      },
    );
  }

  private tell(name: string | null, cause: unknown): void {
    const failure = shownFailure(cause);
    if (failure) this.failure = { name, failure };
  }
}

export const [useWorkspace, provideWorkspace] = createContext<Workspace>();
