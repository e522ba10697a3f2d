/** @file How pixels become a network's numbers: as it is said, as a preset has it, or as its file does. */
import { said } from "../../../../src-core/messages/said.ts";
import { noticeOf } from "../../../../src-core/contract/notices.ts";
import type { InputCard } from "../../../../src-core/contract/card.ts";
import type { Answers } from "../../../../src-core/contract/examined.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { Notice } from "../../../../src-core/contract/notices.ts";
import type { Preset } from "../../../../src-core/contract/presets.ts";
import { presetFor } from "../../../../src-core/contract/presets.ts";
import { imageInput, isIntegerType } from "../../../../src-core/network/graph/image-input.ts";
import type { Source } from "../files/source.ts";

export type Preprocessing = Omit<InputCard, "width" | "height">;

export interface KnownPreprocessing {
  readonly preprocessing: Preprocessing;
  /** What nobody said. */
  readonly notices: readonly Notice[];
}

/**
 * @returns undefined where nobody says how pixels become numbers
 * @throws UserError for a preset or numbers that do not fit the network's channels
 */
export function preprocessingOf(
  { path, input, model }: Source,
  channels: number,
  answers: Answers,
): KnownPreprocessing | undefined {
  const chosen = presetOf(path, channels, answers);
  const scale = answers.scale ?? chosen?.scale ?? input.scale;
  if (scale === undefined) return undefined;
  const known = chosen ?? input;
  const color = answers.color ?? known.color ?? input.color;
  // Numbers that somebody else gave for each colour stay with their colours.
  const turned = color !== undefined && known.color !== undefined && color !== known.color;
  const numbers = (name: "mean" | "std", rest: number): number[] => {
    const said = answers[name];
    if (said) checkCount(path, name, said, channels);
    const own = chosen?.[name] ?? input[name];
    const given = said ?? (turned ? own?.toReversed() : own);
    return Array.from({ length: channels }, (_, i) => given?.[i] ?? given?.[0] ?? rest);
  };
  const [mean, std] = [numbers("mean", 0), numbers("std", 1)];
  const asTheyAre =
    scale === 1 && mean.every((value) => value === 0) && std.every((value) => value === 1);
  if (isIntegerType(imageInput(model).type) && !asTheyAre)
    throw new UserError("invalid-request", said("models.input-holds-whole-numbers", { path }));
  const polarity = answers.polarity ?? input.polarity ?? "auto";
  if (color !== undefined || channels === 1)
    return { preprocessing: { color: color ?? "gray", scale, mean, std, polarity }, notices: [] };
  return {
    preprocessing: { color: "rgb", scale, mean, std, polarity },
    notices: [noticeOf("color-assumed", said("models.color-assumed"))],
  };
}

function presetOf(path: string, channels: number, { preset, color }: Answers): Preset | undefined {
  if (!preset) return undefined;
  const chosen = presetFor(preset, channels);
  if (!chosen)
    throw new UserError(
      "invalid-request",
      said("models.preset-made-channels-choose", { path, preset, channels }),
    );
  if (color !== undefined && (color === "gray") !== (channels === 1))
    throw new UserError(
      "invalid-request",
      said("models.reads-channels-color", {
        path,
        channels,
        color,
        which: color === "gray" ? 1 : 3,
      }),
    );
  return chosen;
}

function checkCount(path: string, name: string, values: readonly number[], channels: number): void {
  if (values.length !== 1 && values.length !== channels)
    throw new UserError(
      "invalid-request",
      said("models.numbers-network-reads-give", {
        path,
        name,
        count: values.length,
        channels,
        more: channels === 1 ? "" : said("models.or-channels", { channels }),
      }),
    );
}
