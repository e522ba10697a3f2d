/** @file The window's state: the models, the image that is shown, and the run over it. */
import { createContext } from "svelte";
import type { BatchLimits, BatchState } from "../../../src-core/contract/batch.ts";
import type { HostEvent, ModelSummary, OpenedImage } from "../../../src-core/contract/api.ts";
import type { RequestedDevice } from "../../../src-core/contract/devices.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { removeModel } from "../../host/drafts.ts";
import { models, openFile, openSample, releaseImage } from "../../host/host.ts";
import { shownFailure } from "../../host/request.ts";
import { NewModel } from "../add-model/new-model.svelte.ts";
import type { PassOptions, ScaleWish } from "../analysis/analysis-run.svelte.ts";
import { AnalysisRun } from "../analysis/analysis-run.svelte.ts";
import { Batches } from "../batch/batches.svelte.ts";
import { Devices } from "../jobs/devices.svelte.ts";
import { firstImage } from "../files/files.ts";
import { Language } from "../settings/language.svelte.ts";
import type { Chosen } from "../settings/limits.svelte.ts";
import { Limits } from "../settings/limits.svelte.ts";
import { OverlayView } from "../settings/overlay-view.svelte.ts";
import { Picture } from "./picture.svelte.ts";
import { Preferences } from "../settings/preferences.svelte.ts";
import { takeAtOnce, takeModel } from "./taken-files.ts";

/** What could not be opened; `name` is absent where it is the models or nothing with a name. */
export interface OpenFailure {
  readonly name: string | null;
  readonly failure: Failure;
}

/** What is said without being an error. */
export type Notice =
  /** Of several files only the first image is shown. */
  | { readonly type: "ignored"; readonly shown: string; readonly count: number }
  /** A model's card came without the model. */
  | { readonly type: "card-alone"; readonly name: string }
  /** What was dropped or pasted was no file. */
  | { readonly type: "nothing-held" };

export class Workspace {
  readonly preferences = new Preferences();
  readonly language = new Language(this.preferences);
  readonly overlay = new OverlayView();
  readonly picture = new Picture();
  readonly batches = new Batches(this);
  readonly devices = new Devices();
  readonly limits = new Limits(this.preferences, () => this.model);
  models = $state.raw<readonly ModelSummary[]>([]);
  model = $state.raw<ModelSummary | null>(null);
  image = $state.raw<OpenedImage | null>(null);
  run = $state.raw<AnalysisRun | null>(null);
  /** Whether a cell for every pixel is wanted, where the network allows it. */
  dense = $state(false);
  /** On which scales the image is looked at, instead of the model's own; until another model is chosen. */
  scaleWish = $state.raw<ScaleWish | null>(null);
  /** The model that is about to be added, and the one that is about to be removed. */
  adding = $state.raw<NewModel | null>(null);
  removing = $state.raw<ModelSummary | null>(null);
  /** Whether it is being asked what to write of the analysis. */
  exporting = $state(false);
  /** Name of the file that is being opened. */
  opening = $state.raw<string | null>(null);
  failure = $state.raw<OpenFailure | null>(null);
  notice = $state.raw<Notice | null>(null);
  private open: AbortController | null = null;

  async loadModels(): Promise<void> {
    try {
      this.models = await models();
      this.model ??= this.usual;
      if (!this.run) this.analyse();
    } catch (cause) {
      this.tell(null, cause);
    }
  }

  /** What was dropped, pasted or chosen: images, or the files of a model. */
  openFiles(files: readonly File[]): void {
    takeAtOnce(this, files);
  }

  /** What was chosen as a model. */
  chooseModel(files: readonly File[]): Promise<void> {
    return takeModel(this, files);
  }

  tellCard(name: string): void {
    this.dismiss();
    this.notice = { type: "card-alone", name };
  }

  /** Begins to add a model. @param files its own first */
  addModel(
    files: readonly [File, ...File[]],
    labels: File | null = null,
    others: readonly File[] = [],
  ): void {
    const leftOut = others.map(({ name }) => name);
    void this.begin(new NewModel(files[0].name, () => this.ids, leftOut)).start(files, labels);
  }

  /** Adds the model, which is looked through at once. */
  async keepModel(): Promise<void> {
    const { adding } = this;
    const kept = await adding?.keep();
    if (!kept || this.adding !== adding) return;
    this.adding = null;
    const others = this.models.filter(({ id }) => id !== kept.id);
    this.models = [...others, kept];
    this.choose(kept.id);
  }

  cancelAdding(): void {
    this.adding?.dispose();
    this.adding = null;
  }

  /** Removes one of the user's own models for good. */
  async removeModel({ id }: ModelSummary): Promise<void> {
    this.removing = null;
    try {
      await removeModel(id);
      this.models = this.models.filter((model) => model.id !== id);
      if (this.model?.id === id && this.usual) this.choose(this.usual.id);
    } catch (cause) {
      this.tell(null, cause);
    }
  }

  setDense(dense: boolean): void {
    if (dense === this.dense) return;
    this.dense = dense;
    this.analyse();
  }

  setDevice(device: RequestedDevice): void {
    if (device === this.preferences.device) return;
    this.preferences.device = device;
    this.analyse();
  }

  /** What the window is about: an image, or a batch. */
  get subject(): string | null {
    const { shown, current } = this.batches;
    if (shown !== "table") return this.image?.name ?? null;
    return current ? this.language.batchName(current.state) : null;
  }

  /** Beside a batch that runs, times would say little. */
  private get measuresAtOnce(): boolean {
    return this.preferences.measureAtOnce && !this.batches.running;
  }

  /** Whether a dialog has the keys to itself. */
  get asking(): boolean {
    return this.adding !== null || this.removing !== null || this.exporting || this.batches.asking;
  }

  /** The network of last time, or the first one. */
  private get usual(): ModelSummary | null {
    const { models, preferences } = this;
    return models.find(({ id }) => id === preferences.model) ?? models[0] ?? null;
  }

  private get ids(): readonly string[] {
    return this.models.map(({ id }) => id);
  }

  private begin(adding: NewModel): NewModel {
    this.cancelAdding();
    this.dismiss();
    this.adding = adding;
    return adding;
  }

  openImages(files: readonly File[]): void {
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
    if (event.type === "drafted")
      void this.begin(new NewModel(event.draft.name, () => this.ids)).adopt(event.draft);
    if (event.type === "failed") this.failure = { name: null, failure: event.error };
  }

  choose(id: string): void {
    const model = this.models.find((candidate) => candidate.id === id);
    if (!model || model === this.model) return;
    this.model = model;
    this.preferences.model = id;
    this.scaleWish = null;
    this.analyse();
  }

  /** Looks at the image on other scales. @param wish null for the model's own */
  lookOn(wish: ScaleWish | null): void {
    this.scaleWish = wish;
    this.analyse();
  }

  /** What counts as found by a model, whether it is chosen or not. */
  limitsOf(id: string): Chosen {
    return this.limits.of(this.models.find((model) => model.id === id) ?? null);
  }

  /** What of it the user set, to be asked for; the rest is the model's own. */
  askedOf(id: string): BatchLimits {
    return { ...this.limits.setFor(id), ...(id === this.model?.id ? this.scaleWish : null) };
  }

  /** A new run over the image; the one before it is over, wherever it was. */
  analyse(): void {
    this.run?.dispose();
    this.run = null;
    // The pass waits for the picture: encoding it beside the pass would become part of the measured time.
    if (!this.image || !this.model || !this.picture.ready) return;
    const stride = this.dense && this.model.equality?.class === "exact" ? 1 : "native";
    const { limits, model } = this;
    const run = new AnalysisRun(this.image, model, stride, limits);
    this.run = run;
    this.overlay.fit(model);
    const { memoryBytes, device } = this.preferences;
    const options: PassOptions = {
      device,
      // Where each class has its own, the host knows it.
      ...(limits.perClass ? {} : { threshold: limits.threshold }),
      ...(memoryBytes === null ? {} : { memory: memoryBytes }),
      ...this.scaleWish,
    };
    void run.start(options, () => this.measuresAtOnce);
  }

  stop(): void {
    this.open?.abort();
    this.opening = null;
    this.picture.preparing.stop();
    this.run?.stop();
  }

  dismiss(): void {
    this.failure = null;
    this.notice = null;
  }

  /** Opens an image in place of the one that is shown, which stays where opening fails. */
  async replace(
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

  /** With what a batch ran with, before the picture is there: nothing of what was set runs over it. */
  adopt({ model, stride, threshold, overlap, scales, objects }: BatchState): void {
    this.dense = stride === 1;
    this.limits.adopt(model, { threshold, overlap });
    this.choose(model);
    this.scaleWish = (scales && { scales }) ?? (objects && { objects }) ?? null;
  }

  private show(image: OpenedImage): void {
    const before = this.image;
    this.dismiss();
    this.run?.dispose();
    this.image = image;
    this.run = null;
    this.exporting = false;
    this.batches.hide();
    if (before && before.id !== image.id) releaseImage(before.id);
    void this.look(image);
  }

  /** Gets an image onto the screen, and runs the network over it. */
  private async look(image: OpenedImage): Promise<void> {
    try {
      if (await this.picture.load(image)) this.analyse();
    } catch (cause) {
      if (this.image === image) this.tell(image.name, cause);
    }
  }

  /** Once more, after it was stopped or has failed. */
  prepare(): void {
    this.dismiss();
    if (this.image) void this.look(this.image);
  }

  private tell(name: string | null, cause: unknown): void {
    const failure = shownFailure(cause);
    if (failure) this.failure = { name, failure };
  }
}

export const [useWorkspace, provideWorkspace] = createContext<Workspace>();
