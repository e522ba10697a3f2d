/** @file What the scores of a classifier still need to be probabilities, and how that is known. See [Note: Activation is measured]. */
import type { Message } from "../../../../src-core/messages/template.ts";
import { because } from "../../../../src-core/contract/message.ts";
import { raw, said } from "../../../../src-core/messages/said.ts";
import { noticeOf } from "../../../../src-core/contract/notices.ts";
import type { ClassifierHead } from "../../../../src-core/contract/heads.ts";
import type { Notice } from "../../../../src-core/contract/notices.ts";
import type { MeasuredScores } from "../../../../src-core/network/properties/score-kind.ts";

export interface KnownActivation {
  readonly activation: ClassifierHead["activation"];
  /** In words that the window knows in Chinese, too. */
  readonly reason: string;
  /** The reason in codes; kept cards of before lack them. */
  readonly said?: Message;
}

/**
 * By what the scores are like; where they are no probabilities, by the operator that made them.
 * @param last operator that makes the scores
 */
export function activationOf(
  { kind, windows, sum }: MeasuredScores,
  last: string,
  classes: number,
): KnownActivation {
  switch (kind) {
    case "exclusive":
      return {
        activation: "none",
        ...because(said("models.probabilities", { windows })),
      };
    case "separate":
      return {
        activation: "none",
        ...because(said(classes > 1 ? "models.separate" : "models.separate-one", { windows })),
      };
    case "scaled":
      return {
        activation: "none",
        ...because(said("models.scaled", { windows, sum: Number((sum ?? NaN).toPrecision(4)) })),
      };
    case "open":
    case "unclear":
      return byOperator(last, classes);
  }
}

function byOperator(last: string, classes: number): KnownActivation {
  if (last === "Softmax" || last === "Sigmoid")
    return { activation: "none", ...because(said("models.ends-itself", { last })) };
  if (last === "LogSoftmax")
    return {
      activation: "softmax",
      ...because(said("models.ends-log-softmax")),
    };
  return classes === 1
    ? { activation: "sigmoid", ...because(said("models.ends-one-class", { last })) }
    : {
        activation: "softmax",
        ...because(said("models.ends-logits", { last, classes })),
      };
}

/** Of an activation that neither a card nor the user has named. */
export const activationAssumed = ({ activation, reason, said: why }: KnownActivation): Notice =>
  noticeOf(
    "activation-assumed",
    said("models.activation-assumed", { activation, reason: why ?? raw(reason) }),
  );
