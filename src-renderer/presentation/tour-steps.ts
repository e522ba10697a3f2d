/** @file The stops of the tour, and where in the window each of them is. */

export const tourSteps = [
  { name: "threshold", selector: "[data-tour=threshold]" },
  { name: "cell", selector: "[data-tour=cell]" },
  { name: "detections", selector: "[data-tour=detections]" },
  { name: "race", selector: "[data-tour=race]" },
  { name: "why", selector: "nav a[href='#/why']" },
  { name: "models", selector: "nav a[href='#/models']" },
  { name: "commands", selector: "[aria-keyshortcuts='Control+K Meta+K']" },
  { name: "export", selector: "[data-tour=export]" },
] as const;

export type TourStepName = (typeof tourSteps)[number]["name"];
