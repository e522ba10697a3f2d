/** @file Keys that move the line between image and heat-map. */

const [step, leap] = [0.02, 0.1];

/** @param place 0…1 of the stage. @returns where it goes; null for other keys */
export function dividerForKey(key: string, withShift: boolean, place: number): number | null {
  const by = withShift ? leap : step;
  const to = new Map([
    ["ArrowLeft", place - by],
    ["ArrowDown", place - by],
    ["ArrowRight", place + by],
    ["ArrowUp", place + by],
    ["PageDown", place - leap],
    ["PageUp", place + leap],
    ["Home", 0],
    ["End", 1],
  ]).get(key);
  return to === undefined ? null : Math.round(100 * Math.max(0, Math.min(1, to))) / 100;
}
