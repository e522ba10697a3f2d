/** @file What the user says of a model that is about to be added. */
import type { InputCard } from "../../../src-core/contract/card.ts";
import type { ClassifierHead } from "../../../src-core/contract/heads.ts";
import type { Answers, Examined, Naming, Window } from "../../../src-core/contract/examined.ts";
import { readLabels } from "../../../src-core/contract/labels.ts";
import type { PresetName } from "../../../src-core/contract/presets.ts";
import { presetFor, presetName } from "../../../src-core/contract/presets.ts";
import { CustomPreprocessing } from "./custom-preprocessing.svelte.ts";

export interface LabelsFile {
  readonly file: string;
  readonly names: readonly string[];
}

export class ModelForm {
  /** What the file says without any answer; null until it was read. */
  fromFile = $state.raw<Examined | null>(null);
  /** What makes scores of its output, as far as the file tells. */
  proposedActivation = $state.raw<Pick<
    Examined,
    "activation" | "activationReason" | "activationSaid"
  > | null>(null);
  /** Chosen for a network that is exact on another window than the file's. */
  exactWindow = $state.raw<Window | null>(null);
  width = $state<number | null>(null);
  height = $state<number | null>(null);
  output = $state<string | null>(null);
  preprocessing = $state<PresetName | "file" | "own" | null>(null);
  color = $state<InputCard["color"] | null>(null);
  polarity = $state<InputCard["polarity"] | null>(null);
  readonly custom = new CustomPreprocessing();
  labels = $state.raw<LabelsFile | null>(null);
  /** What is wrong with the labels file that was chosen last. */
  labelsProblem = $state.raw<{ readonly file: string; readonly why: string } | null>(null);
  background = $state<number | "none" | null>(null);
  activation = $state<ClassifierHead["activation"] | null>(null);
  title = $state("");
  id = $state("");

  /** Presets that are made for as many channels. */
  readonly presets: readonly PresetName[] = $derived.by(() => {
    const channels = this.fromFile?.channels ?? 0;
    return presetName.options.filter((name) => presetFor(name, channels) !== undefined);
  });

  readonly answers: Answers = $derived.by(() => {
    const { exactWindow, width, height, preprocessing, color, polarity, background } = this;
    const channels = this.fromFile?.channels ?? 0;
    const open = width && height ? { width, height } : undefined;
    const said: Answers = {
      window: exactWindow ?? open,
      output: this.output ?? undefined,
      ...(preprocessing === "own" && this.custom.answers(channels)),
      preset:
        preprocessing === "own" || preprocessing === "file" || preprocessing === null
          ? undefined
          : preprocessing,
      color: color ?? undefined,
      polarity: polarity ?? undefined,
      classes: this.labels ? [...this.labels.names] : undefined,
      background: background === "none" ? null : (background ?? undefined),
      activation: this.activation ?? undefined,
    };
    return said;
  });

  readonly naming: Naming = $derived.by(() => ({ id: this.id, title: this.title.trim() }));

  /** Begins with what the file says. @param takenIds ids of the models that are there */
  fill(examined: Examined, fileName: string, takenIds: readonly string[]): void {
    this.fromFile = examined;
    this.preprocessing = examined.preprocessing ? "file" : null;
    this.title = examined.title.slice(0, 80);
    this.id = freeId(fileName, examined.title, takenIds);
  }

  /** Nothing is answered any more. */
  clear(): void {
    this.clearLabels();
    this.fromFile = null;
    this.proposedActivation = null;
    this.exactWindow = null;
    this.width = null;
    this.height = null;
    this.output = null;
    this.preprocessing = null;
    this.color = null;
    this.polarity = null;
    this.background = null;
    this.activation = null;
  }

  /** Another window than the file's, or the one that it leaves open. */
  useWindow(window: Window): void {
    if (this.fromFile?.window) this.exactWindow = window;
    else {
      this.width = window.width;
      this.height = window.height;
    }
  }

  async readLabels(file: File): Promise<void> {
    this.labelsProblem = null;
    try {
      this.labels = {
        file: file.name,
        names: readLabels(new Uint8Array(await file.arrayBuffer())),
      };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      this.labelsProblem = { file: file.name, why };
    }
  }

  clearLabels(): void {
    this.labels = null;
    this.labelsProblem = null;
  }
}

/** From the file's name, but for the one that every TensorFlow.js model has. */
function freeId(fileName: string, title: string, takenIds: readonly string[]): string {
  const stem = fileName.replace(/\.[^.]*$/, "");
  const base = slug(/^model$/i.test(stem) ? title : stem) || "model";
  let [id, count] = [base, 1];
  while (takenIds.includes(id)) id = `${base}-${++count}`;
  return id;
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
