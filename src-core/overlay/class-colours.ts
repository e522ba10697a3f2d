/** @file A colour for each class: the same on the image, in the list, in the counts, and in every file that is exported. */

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

/** Red, green and blue of a `#rrggbb`, 0 to 255. */
export const channelsOf = (colour: string): [red: number, green: number, blue: number] => {
  const channel = (start: number): number => Number.parseInt(colour.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
};

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** Relative luminance by WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => linear(channel / 255));
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

/** Of a list of classes, by name, which of the colours each has: names that are not in it get the first one. */
export function colourIndexer(objects: readonly string[]): (label: string) => number {
  const known = new Map(objects.map((label, index) => [label, index % colourCount]));
  return (label) => known.get(label) ?? 0;
}
