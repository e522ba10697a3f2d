/** @file A model's card as it is being changed: what is written in the fields, what is wrong with it, and what has changed. */
import type { ModelSummary } from "../../../src-core/contract/api.ts";
import type { InputCard } from "../../../src-core/contract/card.ts";
import type { ClassifierHead, Head } from "../../../src-core/contract/heads.ts";
import type { CardChange } from "../../../src-core/contract/model-changes.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { failureToShow } from "../../host/request.ts";

/** What is wrong with the fields; words are the window's. */
export type CardFault =
  | { readonly field: "title" | "license" | "positive" }
  | { readonly field: "classes"; readonly count: number; readonly wanted: number }
  | { readonly field: "twice"; readonly name: string }
  | { readonly field: "mean" | "std"; readonly wanted: number };

export class CardEdit {
  readonly model: ModelSummary;
  english: string = $state("");
  chinese: string = $state("");
  license: string = $state("");
  color: InputCard["color"] = $state("rgb");
  polarity: InputCard["polarity"] = $state("auto");
  scale: string = $state("");
  mean: string = $state("");
  std: string = $state("");
  classes: string = $state("");
  background: number | null = $state(null);
  activation: ClassifierHead["activation"] = $state("none");
  saving = $state(false);
  failure = $state.raw<Failure | null>(null);

  constructor(model: ModelSummary) {
    this.model = model;
    const { title, license, input, head } = model;
    this.english = title.en;
    this.chinese = title.zh;
    this.license = license;
    this.color = input.color;
    this.polarity = input.polarity;
    this.scale = String(input.scale);
    this.mean = input.mean.join(" ");
    this.std = input.std.join(" ");
    this.classes = head.classes.join("\n");
    this.background = head.background ?? null;
    this.activation = head.activation;
  }

  /** One in each line, as they are written; a line of spaces is none. */
  get names(): string[] {
    return this.classes
      .split("\n")
      .map((name) => name.trim())
      .filter((name) => name !== "");
  }

  /** As many numbers as the image has channels for the network. */
  get channels(): number {
    return this.model.input.mean.length;
  }

  readonly faults: readonly CardFault[] = $derived.by(() => {
    const { names, channels } = this;
    const found: CardFault[] = [];
    if (this.english.trim() === "" || this.chinese.trim() === "") found.push({ field: "title" });
    if (this.license.trim() === "") found.push({ field: "license" });
    const wanted = this.model.head.classes.length;
    if (names.length !== wanted) found.push({ field: "classes", count: names.length, wanted });
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) found.push({ field: "twice", name: twice });
    const [mean, std, [scale = NaN]] = [this.mean, this.std, this.scale].map(numbersIn) as [
      number[],
      number[],
      number[],
    ];
    if (!areNumbers(mean, channels)) found.push({ field: "mean", wanted: channels });
    if (!areNumbers(std, channels)) found.push({ field: "std", wanted: channels });
    else if (!(scale > 0) || !std.every((one) => one > 0)) found.push({ field: "positive" });
    return found;
  });

  /** What is not as the card has it; nothing of what is wrong. */
  readonly change: CardChange = $derived.by(() => {
    const { title, license, input, head } = this.model;
    const named = { en: this.english.trim(), zh: this.chinese.trim() };
    const seen: InputCard = {
      ...input,
      color: this.color,
      polarity: this.polarity,
      scale: Number(this.scale),
      mean: numbersIn(this.mean),
      std: numbersIn(this.std),
    };
    const rest = Object.fromEntries(Object.entries(head).filter(([name]) => name !== "background"));
    const said = {
      ...rest,
      classes: this.names,
      activation: this.activation,
      ...(this.background === null ? {} : { background: this.background }),
    } as Head;
    return {
      ...(differ(named, title) && { title: named }),
      ...(this.license.trim() !== license && { license: this.license.trim() }),
      ...(differ(seen, input) && { input: seen }),
      ...(differ(said, head) && { head: said }),
    };
  });

  get hasChanged(): boolean {
    return Object.keys(this.change).length > 0;
  }

  /** @param send keeps the change @returns whether it was kept; else `failure` says why not */
  async save(send: (change: CardChange) => Promise<void>): Promise<boolean> {
    if (this.faults.length > 0 || this.saving) return false;
    this.saving = true;
    this.failure = null;
    try {
      await send(this.change);
      return true;
    } catch (cause) {
      this.failure = failureToShow(cause);
      return false;
    } finally {
      this.saving = false;
    }
  }
}

const numbersIn = (text: string): number[] =>
  text
    .trim()
    .split(/[\s,;]+/)
    .map(Number);

const areNumbers = (numbers: readonly number[], count: number): boolean =>
  numbers.length === count && numbers.every(Number.isFinite);

/** Whether two things say something else, in whatever order. */
const differ = (a: object, b: object): boolean => ordered(a) !== ordered(b);

const ordered = (value: object): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
