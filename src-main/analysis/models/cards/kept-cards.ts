/** @file Cards that were made once for files without one: kept under the file's content, so that it may be moved and renamed. */
import type { KnownActivation } from "./activation.ts";
import { because } from "../../../../src-core/contract/message.ts";
import { inEnglish, said } from "../../../../src-core/messages/said.ts";
import { headOf } from "../../../../src-core/detection/heads/head-of.ts";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Card, UserCard } from "../../../../src-core/contract/card.ts";
import { userFields } from "../../../../src-core/contract/card.ts";
import type { Answers } from "../../../../src-core/contract/examined.ts";
import { answers as answersSchema } from "../../../../src-core/contract/examined.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { Notice } from "../../../../src-core/contract/notices.ts";
import { notice } from "../../../../src-core/contract/notices.ts";
import { parse } from "../../../../src-core/contract/parse.ts";
import { textOf } from "../../../../src-core/contract/text.ts";
import { writeNew } from "../../../files/atomic.ts";
import { largestKept } from "../../../files/regular-file.ts";
import { setAside } from "../../../files/set-aside.ts";
import { cardsFolder } from "../../../files/user-folder.ts";
import { why } from "../../../reason.ts";
import { activationAssumed } from "./activation.ts";
import { explained, readBytes } from "../files/source.ts";

/** What was answered stands apart: the rest of the card was inferred from the file, and needs no remembering. */
const schema = userFields.extend({
  /** The version of all this; none in cards of before there were any. A card's own `version` is the model's. */
  format: z.literal(1).optional(),
  answers: answersSchema.optional(),
  notices: z.array(notice).optional(),
  /** Of cards without answers: why the activation was assumed; null where somebody had named it. */
  activationReason: z.string().nullable().optional(),
});

export interface KeptCard {
  readonly card: UserCard;
  readonly path: string;
  /** What its user said, then. */
  readonly answers: Answers;
  /** What had to be told of what was inferred. */
  readonly notices: readonly Notice[];
}

const placeOf = (sha256: string): string => join(cardsFolder(), `${sha256.slice(0, 32)}.json`);

/** Cards of before do not tell whether anybody had named the activation. */
const unknown = inEnglish(said("models.kept-unnoted"));

const knownReason = (reason: string): Pick<KnownActivation, "reason" | "said"> =>
  reason === unknown ? because(said("models.kept-unnoted")) : { reason };

/** @throws UserError when the kept card is broken */
export async function keptCard(sha256: string): Promise<KeptCard | undefined> {
  const path = placeOf(sha256);
  if (!existsSync(path)) return undefined;
  const kept = await readKept(path);
  const { answers, notices = [], activationReason: reason = unknown, ...card } = kept;
  if (answers) return { card, path, answers, notices };
  const { activation } = card.head;
  const assumed =
    reason === null ? [] : [activationAssumed({ activation, ...knownReason(reason) })];
  const { activation: named, ...others } = allOf(card);
  return {
    card,
    path,
    notices: assumed,
    answers: reason === null ? { ...others, activation: named } : others,
  };
}

/** One that cannot be understood is set aside, and the next call asks. @throws UserError that says so */
async function readKept(path: string): Promise<z.infer<typeof schema>> {
  const bytes = await readBytes(path, largestKept).catch((cause: unknown) => {
    throw new UserError("invalid-model", said("models.kept-unreadable", { why: why(cause) }), {
      cause,
    });
  });
  try {
    const json = explained(path, (): unknown => JSON.parse(textOf(bytes)));
    demandKnown(json, path);
    const kept = parse(schema, json, path, "invalid-model");
    delete kept.format;
    return kept;
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.code !== "invalid-model") throw cause;
    const aside = setAside(path, bytes);
    const what =
      aside === null
        ? said("models.try-again")
        : said("models.set-aside", { name: basename(aside) });
    throw new UserError(cause.code, said("models.kept-damaged", { why: why(cause), what }), {
      cause,
    });
  }
}

/** @throws UserError for what a newer Fullconv keeps, which stays as it is */
function demandKnown(json: unknown, path: string): void {
  const { success, data } = z.looseObject({ format: z.int().min(2) }).safeParse(json);
  if (success)
    throw new UserError(
      "invalid-request",
      said("models.kept-newer", { path, format: data.format }),
    );
}

/** Of older ones nobody knows any more what was said and what was inferred. */
function allOf({ input, head }: UserCard): Answers {
  const { width, height, ...pixels } = input;
  const { classes, background = null, activation } = head;
  const { answerable, outputs } = headOf(head);
  const output = answerable ? outputs?.[0] : undefined;
  return { window: { width, height }, ...pixels, classes, background, activation, output };
}

/** @returns where it lies @throws UserError when it cannot be written */
export async function keepCard(
  sha256: string,
  card: Pick<Card, "input" | "head">,
  answers: Answers,
  notices: readonly Notice[],
): Promise<string> {
  const path = placeOf(sha256);
  const kept = { format: 1, ...card, answers, ...(notices.length > 0 ? { notices } : {}) };
  await writeNew(path, `${JSON.stringify(kept, null, 2)}\n`, { overwrite: true, flush: true });
  return path;
}
