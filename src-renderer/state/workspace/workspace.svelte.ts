/** @file The window's state: the image that is shown, the run over it, and what all screens share. */
import { createContext, tick } from "svelte";
import type { HostEvent, ModelSummary, OpenedImage } from "../../../src-core/contract/api.ts";
import type { BatchLimits, BatchState } from "../../../src-core/contract/batch.ts";
import type { RequestedDevice } from "../../../src-core/contract/devices.ts";
import type { CommandAvailability } from "../../presentation/command-availability.ts";
import { commandAvailability } from "../../presentation/command-availability.ts";
import { commandFacts } from "./command-facts.ts";
import { commandLineOf } from "./command-line-of.ts";
import { findImage, releaseImage } from "../../host/images.ts";
import { Corrections } from "../analysis/corrections.ts";
import { AnalysisRun } from "../analysis/analysis-run.svelte.ts";
import type { PassOptions, RequestedScales } from "../analysis/pass-options.ts";
import { noJobs } from "../analysis/pass-options.ts";
import { Batches } from "../batch/batches.svelte.ts";
import { Devices } from "../jobs/devices.svelte.ts";
import { Recents } from "../home/recents.svelte.ts";
import { Language } from "../settings/language.svelte.ts";
import type { DetectionLimits } from "../settings/detection-limits.svelte.ts";
import { Limits } from "../settings/detection-limits.svelte.ts";
import { Places } from "../navigation/places.svelte.ts";
import { OverlayView } from "../settings/overlay-view.svelte.ts";
import { Preferences } from "../settings/preferences.svelte.ts";
import { SettingsSteps } from "../undo/settings-steps.ts";
import { UndoStack } from "../undo/undo-stack.svelte.ts";
import { Help } from "./help.svelte.ts";
import { Models } from "./models.svelte.ts";
import { Notifications } from "./notifications.svelte.ts";
import { ImageOpener } from "./image-opener.svelte.ts";
import { DisplayedImage } from "./displayed-image.svelte.ts";
import type { ImagePlace, Remembered } from "./remembered.ts";
import { rememberedOf } from "./remembered.ts";
import { receiveFiles } from "./receive-files.ts";

export class Workspace {
  readonly preferences = new Preferences((cause) => {
    this.notifications.report(null, cause);
  });
  readonly language = new Language(this.preferences);
  readonly notifications = new Notifications();
  readonly help = new Help();
  readonly places = new Places();
  readonly overlay = new OverlayView();
  readonly displayed = new DisplayedImage();
  readonly devices = new Devices();
  readonly undo = new UndoStack();
  readonly models: Models = new Models(
    this.preferences,
    this.notifications,
    () => {
      this.requestedScales = null;
      this.analyse();
    },
    (step) => {
      this.undo.push(step);
    },
  );
  readonly opener = new ImageOpener(this.notifications, (image, stays) => {
    this.showImage(image, stays);
  });
  readonly batches = new Batches(this);
  readonly recents = new Recents(this);
  readonly limits = new Limits(this.preferences, () => this.model);
  readonly corrections = new Corrections(
    this.undo,
    () => this.run?.detections.edits ?? null,
    (cause) => {
      this.notifications.report(null, cause);
    },
  );
  readonly settingsSteps = new SettingsSteps(this, this.undo);
  image = $state.raw<OpenedImage | null>(null);
  run = $state.raw<AnalysisRun | null>(null);
  /** Whether a cell for every pixel is wanted, where the network allows it. */
  everyPixel = $state(false);
  /** On which scales the image is looked at, instead of the model's own; until another model is chosen. */
  requestedScales = $state.raw<RequestedScales | null>(null);
  /** Whether the race of pass and windows is watched. */
  racing = $state(false);
  /** Whether it is being asked what to write of the analysis. */
  exporting = $state(false);
  /** Whether all commands are listed, to be chosen from. */
  choosing = $state(false);
  /** Where the image was last seen; null where it was fitted. Nobody has to hear of it. */
  place: ImagePlace | null = null;

  /** What was begun over the image before the window was loaded anew, until it is gone on with. */
  private earlier = noJobs;

  /** The one that looks at the image. */
  get model(): ModelSummary | null {
    return this.models.current;
  }

  /** What buttons can do, and why not: a dialog before them takes nothing away from what they are. */
  readonly availability: CommandAvailability = $derived.by(() =>
    commandAvailability({ ...commandFacts(this), dialog: false, table: false, elsewhere: false }),
  );

  async loadModels(): Promise<void> {
    if (!(await this.models.load())) return;
    if (!this.run) this.analyse();
    await this.models.loadDamaged();
  }

  /** What the window needs to be as it is, after it is loaded anew; null where it shows no image. */
  get remembered(): Remembered | null {
    return rememberedOf(this, this.run?.jobs ?? this.earlier);
  }

  /** Shows what was shown before the window was loaded anew, as far as the host still has it; what was opened since stays. */
  async restore(before: Remembered): Promise<void> {
    const image = await findImage(before.image).catch(() => null);
    if (!image || this.image || this.opener.name !== null || this.batches.current) return;
    this.models.choose(before.model);
    this.everyPixel = before.everyPixel;
    this.requestedScales = before.scales;
    this.overlay.choice.label = before.label;
    this.place = before.place;
    this.image = image;
    if (this.model?.id === before.model) this.earlier = before;
    await this.loadAndAnalyse(image);
  }

  /** What was dropped, pasted or chosen: images, or the files of a model. */
  openFiles(files: readonly File[]): void {
    receiveFiles(this, files);
  }

  setEveryPixel(everyPixel: boolean): void {
    if (everyPixel === this.everyPixel) return;
    this.everyPixel = everyPixel;
    this.analyse();
  }

  setDevice(device: RequestedDevice): void {
    if (device === this.preferences.device) return;
    this.preferences.device = device;
    this.analyse();
  }

  /** What the window is about: an image, or a batch. */
  get title(): string | null {
    const { screen, current } = this.batches;
    if (screen !== "table") return this.image?.name ?? null;
    return current ? this.language.batchName(current.state) : null;
  }

  /** Beside a batch that runs, times would say little. */
  private get measuresAtOnce(): boolean {
    return this.preferences.measureAtOnce && !this.batches.running;
  }

  /** The command that does the same as the window, onto the clipboard. */
  async copyCommandLine(): Promise<void> {
    const text = commandLineOf(this);
    if (text === null) return;
    const type = await navigator.clipboard.writeText(text).then(
      () => "copied" as const,
      // Then it can be selected where it stands.
      () => "not-copied" as const,
    );
    this.notifications.hint = { type, text };
  }

  /** Whether a dialog has the keys to itself. */
  get isDialogOpen(): boolean {
    const { newModel, toRemove } = this.models;
    const { exporting, batches, help } = this;
    return (
      newModel !== null ||
      toRemove !== null ||
      exporting ||
      this.racing ||
      batches.isDialogOpen ||
      help.isOpen
    );
  }

  /** What the desktop's menu did. */
  handleHostEvent(event: HostEvent): void {
    if (event.type === "opened") this.showImage(event.image);
    if (event.type === "drafted") this.models.addDraft(event.draft, event.leftOut);
    if (event.type === "offered") this.batches.receiveOffers(event.offers);
    if (event.type === "reports") void this.help.load();
    if (event.type === "state") this.notifications.addState(event.notice);
    if (event.type === "failed") this.notifications.failure = { name: null, failure: event.error };
  }

  /** Looks at the image on other scales. @param scales null for the model's own */
  setScales(scales: RequestedScales | null): void {
    this.requestedScales = scales;
    this.analyse();
  }

  /** What counts as found by a model, whether it is chosen or not. */
  limitsFor(id: string): DetectionLimits {
    return this.limits.forModel(this.models.find(id));
  }

  /** What of it the user set, to be asked for; the rest is the model's own. */
  requestedFor(id: string): BatchLimits {
    return {
      ...this.limits.overridesFor(id),
      ...(id === this.model?.id ? this.requestedScales : null),
    };
  }

  /** A new run over the image; the one before it is over, wherever it was. */
  analyse(): void {
    this.run?.dispose();
    this.run = null;
    this.racing = false;
    // The pass waits for the picture: encoding it beside the pass would become part of the measured time.
    const { earlier } = this;
    // What is set before there is anything to run makes them those of other settings.
    this.earlier = noJobs;
    if (!this.image || !this.model || !this.displayed.ready) return;
    const stride = this.everyPixel && this.model.equality?.class === "exact" ? 1 : "native";
    const { limits, model } = this;
    const run = new AnalysisRun(
      this.image,
      model,
      stride,
      limits,
      this.overlay.choice,
      this.corrections.of(this.image.id, model.id),
    );
    this.run = run;
    this.overlay.adaptTo(model);
    const { memoryBytes, device } = this.preferences;
    const options: PassOptions = {
      device,
      // Where each class has its own, the host knows it.
      ...(limits.perClass ? {} : { threshold: limits.threshold }),
      ...(memoryBytes === null ? {} : { memory: memoryBytes }),
      ...this.requestedScales,
    };
    void run.start(options, () => this.measuresAtOnce, earlier);
  }

  /** Goes on with the pass that was stopped. */
  continuePass(): void {
    void this.run?.continue(() => this.measuresAtOnce);
  }

  stop(): void {
    this.opener.stop();
    this.displayed.preparing.stop();
    this.run?.stop();
  }

  /** With what a batch ran with, before the picture is there: nothing of what was set runs over it. */
  restoreSettings({ model, stride, threshold, overlap, scales, objects }: BatchState): void {
    this.everyPixel = stride === 1;
    this.limits.setOverrides(model, { threshold, overlap });
    this.models.choose(model);
    this.settingsSteps.forgive();
    this.requestedScales = (scales && { scales }) ?? (objects && { objects }) ?? null;
  }

  /** Once more, after it was stopped or has failed. */
  loadAgain(): void {
    this.notifications.dismiss();
    if (this.image) void this.loadAndAnalyse(this.image);
  }

  /** @param stays whether the page that is on the screen is about it, too */
  private showImage(image: OpenedImage, stays = false): void {
    const before = this.image;
    this.notifications.dismiss();
    this.run?.dispose();
    this.image = image;
    this.run = null;
    this.earlier = noJobs;
    this.place = null;
    this.exporting = false;
    this.racing = false;
    this.batches.close();
    if (!stays) this.places.go("work");
    if (before && before.id !== image.id)
      // What is on the screen asks for its tiles until the screen is another one.
      void tick().then(() => {
        releaseImage(before.id);
      });
    void this.loadAndAnalyse(image);
  }

  /** Gets an image onto the screen, and runs the network over it. */
  private async loadAndAnalyse(image: OpenedImage): Promise<void> {
    try {
      if (await this.displayed.load(image)) this.analyse();
    } catch (cause) {
      if (this.image === image) this.notifications.report(image.name, cause);
    }
  }
}

export const [useWorkspace, provideWorkspace] = createContext<Workspace>();
