/**
 * @file What is known of a file before anything is asked: its card, what is said of it in this call, and what was answered in
 * an earlier one. Everything that takes a model's file begins here, so that all of it sees the same network.
 */
import { raw, said } from "../../../../src-core/messages/said.ts";
import type { Card, UserCard } from "../../../../src-core/contract/card.ts";
import type { Answers } from "../../../../src-core/contract/examined.ts";
import type { ClassifierHead } from "../../../../src-core/contract/heads.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { Notice } from "../../../../src-core/contract/notices.ts";
import { CardNeeded, orCardNeeded } from "./card-draft.ts";
import { cardConflict } from "./card-conflict.ts";
import type { KeptCard } from "./kept-cards.ts";
import { keptCard } from "./kept-cards.ts";
import type { ExistingCard } from "./existing-card.ts";
import { existingCard, namedCard } from "./existing-card.ts";
import { mergedAnswers, rememberedNotice } from "./kept-answers.ts";
import type { Source } from "../files/source.ts";

/** Path of a file's card: named, which has to hold, or one that came with it and is taken as if it lay beside it. */
export type CardPath = string | { readonly offered: string };

/** What a user says of a file. */
export interface UserInput {
  readonly answers: Answers;
  readonly card?: CardPath | undefined;
}

export interface CardLookup {
  /** The card that holds as it is: nothing has to be asked. */
  readonly card: ExistingCard | undefined;
  /** The one that was kept from last time, where nothing is said anew. */
  readonly kept: KeptCard | undefined;
  /** The file, with a card's words in place of its own where some of them are said otherwise. */
  readonly source: Source;
  /** What is said of it, now or before. */
  readonly answers: Answers;
  /** Those that were said before. */
  readonly remembered: Answers;
  readonly notices: readonly Notice[];
  /** The card that some of the answers stand over. */
  readonly over: ExistingCard | undefined;
  /** What a card says beside the parts that were made anew. */
  readonly completed: (made: Pick<Card, "input" | "head">) => UserCard;
}

/**
 * @param published folder of cards for networks of somebody else's
 * @throws UserError where a card is broken, of another file, or contradicted where it cannot be
 */
export async function lookUpCard(
  source: Source,
  { answers: given, card: named }: UserInput,
  published: string,
): Promise<CardLookup> {
  const answers = definedOf(given);
  const { known, notices } =
    typeof named === "string"
      ? { known: await namedCard(source, named), notices: [] }
      : await existingCard(source, published, named?.offered);
  const nothing = {
    card: undefined,
    kept: undefined,
    over: undefined,
    source,
    remembered: {},
    notices,
  };
  if (known) {
    const wrong = cardConflict(known.card, answers, source.model.graph?.output[0]?.name);
    if (wrong === undefined) return { ...nothing, card: known, answers, completed: (made) => made };
    const { head, input } = known.card;
    if (known.origin === "named" || head.kind !== "classifier")
      throw new UserError(
        "invalid-request",
        said("models.conflict", { path: source.path, wrong, card: known.path }),
      );
    // Classes belong to an output.
    const kept = answers.output === undefined ? renamed(head, answers.classes) : {};
    return {
      ...nothing,
      over: known,
      answers,
      source: { ...source, input, head: kept },
      completed: (made) => ({ ...known.card, ...made, head: { ...kept, ...made.head } }),
    };
  }
  const kept = await keptCard(source.sha256);
  const remembered = kept ? mergedAnswers(kept.answers, answers) : {};
  const told = kept ? rememberedNotice(remembered, kept.path) : [];
  return {
    ...nothing,
    kept: Object.keys(answers).length === 0 ? kept : undefined,
    source: { ...source, activationSaidBefore: remembered.activation !== undefined },
    answers: { ...remembered, ...answers },
    remembered,
    notices: [...notices, ...told],
    completed: (made) => made,
  };
}

/** Work on the network: where it fails for one that gives a list of boxes, it is said what that needs. @throws CardNeeded */
export const explainNetwork = <T>(known: CardLookup, work: () => T | Promise<T>): Promise<T> =>
  explainUnused(known, () => {
    const { source, answers } = known;
    // Who names an output wants no list.
    return answers.output === undefined ? orCardNeeded(source, answers.window, work) : work();
  });

/** Says of what could not be read off the file why the card beside it was no help. @throws what the work throws */
export async function explainUnused<T>(
  { notices }: CardLookup,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const unused = notices.find(({ code }) => code === "card-unused");
    if (!unused || !(cause instanceof UserError)) throw cause;
    if (cause instanceof CardNeeded)
      throw new CardNeeded(
        said("models.needs-card-unused", {
          what: cause.told,
          unused: unused.said ?? raw(unused.message),
        }),
        cause.draft,
        { cause },
      );
    throw new UserError(
      cause.code,
      said("models.and-unused-card", {
        what: cause.said ?? raw(cause.message),
        unused: unused.said ?? raw(unused.message),
      }),
      { cause },
    );
  }
}

/** A threshold belongs to a number of the network's output, whatever that is called. */
function renamed(head: ClassifierHead, names: readonly string[] | undefined): ClassifierHead {
  const { thresholds, classes } = head;
  if (!thresholds || names?.length !== classes.length) return head;
  return {
    ...head,
    thresholds: Object.fromEntries(
      classes.flatMap((label, index) => {
        const [name, threshold] = [names[index], thresholds[label]];
        return name === undefined || threshold === undefined ? [] : [[name, threshold]];
      }),
    ),
  };
}

const definedOf = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
