/** @file Answers of an earlier call: which of them still hold, and how they are told. */
import { noticeOf } from "../../../../src-core/contract/notices.ts";
import type { Message, Param } from "../../../../src-core/messages/template.ts";
import { said } from "../../../../src-core/messages/said.ts";
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
  return [noticeOf("answer-remembered", said("models.remembered", { all, path }))];
}

/** As they are said on the command line. */
function toldAnswers(answers: Answers): Message[] {
  const { window, output, preset, color, scale, mean, std, polarity } = answers;
  const { classes, background, activation } = answers;
  const told: readonly (readonly [option: string, value: Param | undefined])[] = [
    ["window", window && `${window.width}x${window.height}`],
    ["scores", output],
    ["preset", preset],
    ["color", color],
    ["scale", scale === undefined ? undefined : String(scale)],
    ["mean", mean?.join(",")],
    ["std", std?.join(",")],
    ["polarity", polarity],
    ["labels", classes && ""],
    ["background", background === null ? said("models.none") : background],
    ["activation", activation],
  ];
  const count = classes?.length ?? 0;
  return told.flatMap(([option, value]) =>
    value === undefined
      ? []
      : [
          option === "labels"
            ? said("models.answer-labels", { count })
            : { key: `models.answer-${option}`, params: { value } },
        ],
  );
}
