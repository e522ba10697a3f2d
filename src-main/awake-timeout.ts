/** @file A watchdog's clock: the time that its own process slept through is nobody's silence. */

/** Parts that a time is waited for in. */
const steps = 20;

/**
 * Calls back after so many milliseconds in which this process ran. A machine that sleeps, or a process that is held, adds a
 * twentieth of the time at most, however long that lasts: whoever is watched stood still as well.
 * @param isHeld keeps the process from ending by itself meanwhile
 * @returns what ends it
 */
export function awakeTimeout(onOver: () => void, milliseconds: number, isHeld = true): () => void {
  let left = steps;
  const timer = setInterval(() => {
    if (--left > 0) return;
    clearInterval(timer);
    onOver();
  }, milliseconds / steps);
  if (!isHeld) timer.unref();
  return () => {
    clearInterval(timer);
  };
}
