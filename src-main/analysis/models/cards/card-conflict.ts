/** @file Where what a user says of a file is not what its card says. */
import { isMessage } from "../../../../src-core/messages/template.ts";
import type { Message, Param } from "../../../../src-core/messages/template.ts";
import { said } from "../../../../src-core/messages/said.ts";
import { headOf } from "../../../../src-core/detection/heads/head-of.ts";
import type { InputCard, UserCard } from "../../../../src-core/contract/card.ts";
import type { Answers } from "../../../../src-core/contract/examined.ts";
import { presetFor } from "../../../../src-core/contract/presets.ts";

/** What was said, and what the card says of the same. */
interface Pair {
  readonly option: string;
  readonly said: unknown;
  readonly card: unknown;
}

/**
 * The first answer that is not the card's, and what that says instead.
 * @param firstOutput the network's, which a classifier's card means where it names none
 */
export function cardConflict(
  card: UserCard,
  answers: Answers,
  firstOutput: string | undefined,
): Message | undefined {
  const pairs = [...aboutPixels(card.input, answers), ...aboutScores(card, answers, firstOutput)];
  const wrong = pairs.find((pair) => pair.said !== undefined && !alike(pair.said, pair.card));
  return (
    wrong &&
    said("models.the-card-says", {
      option: wrong.option,
      said: told(wrong.said),
      card: told(wrong.card),
    })
  );
}

function aboutPixels(input: InputCard, { window, preset, ...answers }: Answers): Pair[] {
  const { width, height, color, scale, mean, std, polarity } = input;
  const each = (values: readonly number[] | undefined): number[] | undefined =>
    values && mean.map((_, index) => values[index] ?? values[0] ?? NaN);
  const chosen = preset && presetFor(preset, mean.length);
  return [
    { option: "--window", said: window && [window.width, window.height], card: [width, height] },
    { option: `--preset ${preset ?? ""}: color`, said: chosen?.color, card: color },
    { option: `--preset ${preset ?? ""}: scale`, said: chosen?.scale, card: scale },
    { option: `--preset ${preset ?? ""}: mean`, said: chosen?.mean, card: mean },
    { option: `--preset ${preset ?? ""}: std`, said: chosen?.std, card: std },
    // One that is not made for as many channels fits no card of them.
    {
      option: "--preset",
      said: chosen ? undefined : preset,
      card: said("models.channels-count", { count: mean.length }),
    },
    { option: "--color", said: answers.color, card: color },
    { option: "--scale", said: answers.scale, card: scale },
    { option: "--mean", said: each(answers.mean), card: mean },
    { option: "--std", said: each(answers.std), card: std },
    { option: "--polarity", said: answers.polarity, card: polarity },
  ];
}

function aboutScores(
  { head }: UserCard,
  answers: Answers,
  firstOutput: string | undefined,
): Pair[] {
  const { answerable, outputs } = headOf(head);
  const named = answerable ? (outputs?.[0] ?? firstOutput) : undefined;
  const listed = "outputs" in head ? head.outputs?.scores : undefined;
  return [
    { option: "--labels", said: answers.classes, card: head.classes },
    { option: "--background", said: answers.background, card: head.background ?? null },
    { option: "--activation", said: answers.activation, card: head.activation },
    {
      option: "--scores",
      said: answers.output,
      card: named ?? listed ?? said("models.levels-outputs"),
    },
  ];
}

function alike(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => alike(value, other[index]));
  // 1/255 is written with more digits or fewer.
  if (typeof one === "number" && typeof other === "number")
    return Math.abs(one - other) <= 1e-6 * Math.max(Math.abs(one), Math.abs(other));
  return one === other;
}

function told(value: unknown): Param {
  if (value !== null && isMessage(value as Param)) return value as Message;
  if (!Array.isArray(value)) return String(value);
  const shown = value.slice(0, 6).join(", ");
  return value.length > 6 ? said("models.and-further", { shown, count: value.length }) : shown;
}
