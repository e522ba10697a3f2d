/** @file The window's colours as a canvas understands them. */
import type { Theme } from "../../../src-core/contract/settings.ts";
import type { FilmTheme } from "./film-frame.ts";

/** @param element whose colours are meant @param appearance light, dark, or as the system is: the page has it already, or gets it */
export function filmTheme(element: HTMLElement, appearance: Theme): FilmTheme {
  const probe = document.createElement("span");
  // Where motion is reduced every change takes a hair's breadth of time, and would be read before it is over.
  probe.style.transitionProperty = "none";
  if (appearance !== "auto") probe.style.colorScheme = appearance;
  element.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    ground: colour("--ground"),
    ink: colour("--ink"),
    soft: colour("--ink-soft"),
    line: colour("--line"),
    accent: colour("--accent"),
    good: colour("--good"),
    frame: colour("--accent"),
    hatch: colour("--ink-soft"),
    dim: colour("--race-dim"),
    font: getComputedStyle(element).fontFamily,
  };
  probe.remove();
  return theme;
}
