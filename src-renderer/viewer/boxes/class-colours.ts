/** @file A colour for each class: the same on the image, in the list and in the counts. */
import type { Head } from "../../../src-core/contract/heads.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";

/**
 * Apart from each other for every kind of colour vision, and from a light and a dark ground. The first one is the window's own;
 * each further one was chosen for the largest of the smallest distances (OKLab; Machado et al. 2009 for what is seen of it).
 */
export const palette = [
  "#ff8a3d",
  "#5cbefe",
  "#5b4de5",
  "#c5e9a2",
  "#9a5169",
  "#aa7bb5",
  "#d71908",
  "#7290fa",
] as const;

/** From here on a colour is used once more, with dashes. */
export const solidColours = palette.length;
export const colourCount = 2 * solidColours;

export interface ClassColour {
  readonly colour: string;
  /** Of letters upon it. */
  readonly ink: string;
  readonly dashed: boolean;
}

const [dark, light] = ["#10151b", "#ffffff"];

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** Relative luminance by WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
    linear(Number.parseInt(colour.slice(start, start + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const colours: readonly ClassColour[] = Array.from({ length: colourCount }, (_, index) => {
  const colour = palette[index % solidColours] ?? palette[0];
  // Where black and white stand out alike.
  const ink = luminance(colour) > 0.18 ? dark : light;
  return { colour, ink, dashed: index >= solidColours };
});

export const classColour = (index: number): ClassColour =>
  colours[index % colourCount] ?? { ...unknown };
const unknown: ClassColour = { colour: palette[0], ink: dark, dashed: false };

/** The classes of a head that are objects, in its order. */
export function objectLabels(head: Head): readonly string[] {
  const { labels, background } = headOf(head);
  return labels.filter((_, index) => index !== background);
}

/** Which of the colours a class has. Labels that the head does not have get the first one. */
export function colourIndexer(head: Head): (label: string) => number {
  const known = new Map(objectLabels(head).map((label, index) => [label, index % colourCount]));
  return (label) => known.get(label) ?? 0;
}
