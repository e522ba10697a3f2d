/** @file What the scores of a classifier still need to be probabilities, and how that is known. See [Note: Activation is measured]. */
import type { ClassifierHead } from "../../../../src-core/contract/heads.ts";
import type { Notice } from "../../../../src-core/contract/notices.ts";
import type { MeasuredScores } from "../../../../src-core/network/properties/score-kind.ts";

export interface KnownActivation {
  readonly activation: ClassifierHead["activation"];
  /** In words that the window knows in Chinese, too. */
  readonly reason: string;
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
  const measured = `measured: the scores of ${windows} probe windows`;
  switch (kind) {
    case "exclusive":
      return {
        activation: "none",
        reason: `${measured} lie within 0 and 1 and sum to 1: they are probabilities`,
      };
    case "separate":
      return {
        activation: "none",
        reason: `${measured} lie within 0 and 1${classes > 1 ? " and do not sum to 1" : ""}: each is a probability of its own`,
      };
    case "scaled":
      return {
        activation: "none",
        reason: `${measured} are never negative and sum to ${Number((sum ?? NaN).toPrecision(4))}: they are that many times probabilities, and are taken as they are, not as shares of 1`,
      };
    case "open":
    case "unclear":
      return byOperator(last, classes);
  }
}

function byOperator(last: string, classes: number): KnownActivation {
  if (last === "Softmax" || last === "Sigmoid")
    return { activation: "none", reason: `the network ends in ${last} itself` };
  if (last === "LogSoftmax")
    return {
      activation: "softmax",
      reason: "the network ends in LogSoftmax: softmax undoes the logarithm",
    };
  return classes === 1
    ? { activation: "sigmoid", reason: `the network ends in ${last}, and there is one class` }
    : {
        activation: "softmax",
        reason: `the network ends in ${last}: its scores are taken as logits of ${classes} classes that exclude each other`,
      };
}

/** Of an activation that neither a card nor the user has named. */
export const activationAssumed = ({ activation, reason }: KnownActivation): Notice => ({
  code: "activation-assumed",
  message: `the activation is assumed to be ${activation} (${reason}): another one is said with --activation, as the model is imported or its file named, or in its card`,
});
