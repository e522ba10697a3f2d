/** @file Operators with the rule of each: what a file of this room gives to the table of all in `index.ts`. */
import type { Rule } from "../graph/rule-context.ts";

export type RuleTable = readonly (readonly [operator: string, rule: Rule])[];

/** Several operators of one rule. @param operators with spaces between them */
export const sharing = (operators: string, rule: Rule): RuleTable =>
  operators.split(" ").map((operator) => [operator, rule]);
