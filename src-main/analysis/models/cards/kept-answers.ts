/** @file Answers of an earlier call: which of them still hold, and how they are told. */
import type { Answers } from "../../../../src-core/contract/examined.ts";
import type { Notice } from "../../../../src-core/contract/notices.ts";

/** What was answered before and is not answered anew. Classes belong to an output, and a preset says all of the pixels. */
export function mergedAnswers(before: Answers, now: Answers): Answers {
  const replaced = new Set<string>(Object.keys(now));
  const other = now.output !== undefined && now.output !== before.output;
  if (other) for (const key of ["classes", "background", "activation"]) replaced.add(key);
  if (now.preset !== undefined)
    for (const key of ["color", "scale", "mean", "std"]) replaced.add(key);
  return Object.fromEntries(
    Object.entries(before).filter(([key, value]) => value !== undefined && !replaced.has(key)),
  );
}

/** Empty where nothing was remembered. */
export function rememberedNotice(answers: Answers, path: string): Notice[] {
  const all = toldAnswers(answers);
  if (all.length === 0) return [];
  const message = `remembered from an earlier call: ${all.join(", ")} (${path}): say it again to change it`;
  return [{ code: "answer-remembered", message }];
}

/** As they are said on the command line. */
function toldAnswers(answers: Answers): string[] {
  const { window, output, preset, color, scale, mean, std, polarity } = answers;
  const { classes, background, activation } = answers;
  const told: readonly (readonly [option: string, value: unknown])[] = [
    ["--window", window && `${window.width}x${window.height}`],
    ["--scores", output],
    ["--preset", preset],
    ["--color", color],
    ["--scale", scale],
    ["--mean", mean?.join(",")],
    ["--std", std?.join(",")],
    ["--polarity", polarity],
    ["--labels", classes && `with ${classes.length} names`],
    ["--background", background === null ? "none" : background],
    ["--activation", activation],
  ];
  return told
    .filter(([, value]) => value !== undefined)
    .map(([option, value]) => `${option} ${String(value)}`);
}
