/** @file The ground of the heat-map: the colour of score 0, faint enough to leave the image its own colours. */

export const tintOpacity = 0.2; // opacity

/** CSS colour. @param colors 256 × RGB, from the lowest score to the highest */
export const tintColour = (colors: Uint8Array): string =>
  `rgb(${colors.slice(0, 3).join(" ")} / ${tintOpacity * 100}%)`;
