/** @file Preprocessing in numbers of one's own, as it is written: (pixel · scale − mean) / std. */
import type { InputCard } from "../../../src-core/contract/card.ts";
import { parseNumbers, formatNumbers } from "../../presentation/number-text.ts";

export const preprocessingFields = ["scale", "mean", "std"] as const;
export type PreprocessingField = (typeof preprocessingFields)[number];

export class CustomPreprocessing {
  scale = $state("1/255");
  mean = $state("0");
  std = $state("1");

  /** Begins with what was chosen before. */
  fill({ scale, mean, std }: Pick<InputCard, PreprocessingField>): void {
    this.scale = formatNumbers([scale]);
    this.mean = formatNumbers(mean);
    this.std = formatNumbers(std);
  }

  /** The numbers of a field, or null where it cannot be read. @param channels of the network */
  read(field: PreprocessingField, channels: number): number[] | null {
    const values = parseNumbers(this[field]);
    if (!values) return null;
    const positive = field === "mean" || values.every((value) => value > 0);
    const fits = values.length === 1 || (field !== "scale" && values.length === channels);
    return positive && fits ? values : null;
  }

  /** The first field that cannot be read. */
  firstInvalid(channels: number): PreprocessingField | null {
    return preprocessingFields.find((field) => this.read(field, channels) === null) ?? null;
  }

  answers(channels: number): { scale?: number; mean?: number[]; std?: number[] } {
    const [scale, mean, std] = preprocessingFields.map((field) => this.read(field, channels));
    if (scale?.[0] === undefined || !mean || !std) return {};
    return { scale: scale[0], mean, std };
  }
}
