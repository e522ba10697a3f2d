/** @file What an evaluation needs to know of a head. */
import { said } from "../../../src-core/messages/said.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { EvaluationFigures } from "../../../src-core/detection/heads/detection-head.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import { thresholdsOf } from "../../../src-core/detection/select.ts";
import type { Annotation } from "../../../src-core/evaluation/annotation.ts";

export interface EvaluatedHead {
  readonly figures: EvaluationFigures;
  /** All classes, as the network counts them. */
  readonly classes: readonly string[];
  /** Index of the class that means "nothing here"; null where there is none. */
  readonly background: number | null;
  /** The scores from which on detections of the classes count. */
  readonly thresholds: readonly number[];
}

export function evaluatedHead(head: Head): EvaluatedHead {
  const { figures, labels, background } = headOf(head);
  return { figures, classes: labels, thresholds: thresholdsOf(head), background };
}

/** Of a class of the head. @param common of all, where the user said one */
export function thresholdFor(
  { classes, thresholds }: EvaluatedHead,
  common: number | undefined,
): (label: string) => number {
  return (label) => common ?? thresholds[classes.indexOf(label)] ?? 0.5;
}

/** Classes whose objects can be found. */
export const labelsOf = ({ classes, background }: EvaluatedHead): string[] =>
  classes.filter((_, index) => index !== background);

export interface ClassesInCommon {
  /** Labels whose figures are told; null where the head has no figures of classes. */
  readonly labels: readonly string[] | null;
  /** A line about annotated classes that the model does not have. */
  readonly note: string | null;
}

/**
 * @param objects all that is annotated, at least one
 * @throws UserError where only what a head with classes does not know is annotated
 */
export function classesInCommon(
  head: EvaluatedHead,
  objects: Iterable<Annotation>,
  folder: string,
): ClassesInCommon {
  const counts = new Map<string, number>();
  for (const { label } of objects) counts.set(label, (counts.get(label) ?? 0) + 1);
  const { classes } = head.figures;
  if (classes === "never") return { labels: null, note: null };
  const labels = labelsOf(head);
  const foreign = [...counts].filter(([label]) => !labels.includes(label));
  if (foreign.length < counts.size) return { labels, note: noteOn(foreign) };
  if (classes === "where-annotated") return { labels: null, note: null };
  throw new UserError(
    "invalid-request",
    said("analysis.none-classes-one-model", {
      folder,
      what: listed([...counts.keys()]),
      labels: listed(labels),
    }),
  );
}

function noteOn(foreign: readonly [string, number][]): string | null {
  if (foreign.length === 0) return null;
  const objects = foreign.reduce((sum, [, count]) => sum + count, 0);
  const told = listed(foreign.map(([label, count]) => `${label} (${count})`));
  return `${objects} objects of classes that the model does not have are not counted: ${told}`;
}

/** A thousand names are no message. */
const mostListed = 20;

const listed = (names: readonly string[]): string =>
  names.length > mostListed
    ? `${names.slice(0, mostListed).join(", ")} and ${names.length - mostListed} more`
    : names.join(", ");
