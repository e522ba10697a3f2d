/** @file What the user says of a model that is about to be added. */
import type { InputCard } from "../../../src-core/contract/card.ts";
import type { ClassifierHead } from "../../../src-core/contract/heads.ts";
import type { Answers, Examined, Naming, Window } from "../../../src-core/contract/examined.ts";
import { readLabels } from "../../../src-core/contract/labels.ts";
import type { PresetName } from "../../../src-core/contract/presets.ts";
import { presetFor, presetName } from "../../../src-core/contract/presets.ts";
import { OwnNumbers } from "./own-numbers.svelte.ts";

export interface Labels {
  readonly file: string;
  readonly names: readonly string[];
}

export class ModelForm {
  /** What the file says without any answer; null until it was read. */
  read = $state.raw<Examined | null>(null);
  /** What makes scores of its output, as far as the file tells. */
  proposal = $state.raw<Pick<Examined, "activation" | "activationReason"> | null>(null);
  /** Chosen for a network that is exact on another window than the file's. */
  exactWindow = $state.raw<Window | null>(null);
  width = $state<number | null>(null);
  height = $state<number | null>(null);
  output = $state<string | null>(null);
  preprocessing = $state<PresetName | "file" | "own" | null>(null);
  color = $state<InputCard["color"] | null>(null);
  polarity = $state<InputCard["polarity"] | null>(null);
  readonly own = new OwnNumbers();
  labels = $state.raw<Labels | null>(null);
  /** What is wrong with the labels file that was chosen last. */
  labelsProblem = $state.raw<{ readonly file: string; readonly why: string } | null>(null);
  background = $state<number | "none" | null>(null);
  activation = $state<ClassifierHead["activation"] | null>(null);
  title = $state("");
  id = $state("");

  /** Presets that are made for as many channels. */
  readonly presets: readonly PresetName[] = $derived.by(() => {
    const channels = this.read?.channels ?? 0;
    return presetName.options.filter((name) => presetFor(name, channels) !== undefined);
  });

  readonly answers: Answers = $derived.by(() => {
    const { exactWindow, width, height, preprocessing, color, polarity, background } = this;
    const channels = this.read?.channels ?? 0;
    const open = width && height ? { width, height } : undefined;
    const said: Answers = {
      window: exactWindow ?? open,
      output: this.output ?? undefined,
      ...(preprocessing === "own" && this.own.answers(channels)),
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

  /** Begins with what the file says. @param taken ids of the models that are there */
  begin(read: Examined, fileName: string, taken: readonly string[]): void {
    this.read = read;
    this.preprocessing = read.preprocessing ? "file" : null;
    this.title = read.title.slice(0, 80);
    this.id = freeId(fileName, read.title, taken);
  }

  /** Nothing is answered any more. */
  restart(): void {
    this.clearLabels();
    this.read = null;
    this.proposal = null;
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
    if (this.read?.window) this.exactWindow = window;
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
function freeId(fileName: string, title: string, taken: readonly string[]): string {
  const stem = fileName.replace(/\.[^.]*$/, "");
  const base = slug(/^model$/i.test(stem) ? title : stem) || "model";
  let [id, count] = [base, 1];
  while (taken.includes(id)) id = `${base}-${++count}`;
  return id;
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
