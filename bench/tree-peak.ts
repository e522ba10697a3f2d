/** @file Most memory that this process and all that it started held at once. Linux: it reads /proc. */
import { processesOf } from "./processes.ts";

const pause = 100; // milliseconds between two looks

/** @returns stops looking, and says what was seen in one line */
export function watchTree(): () => string {
  let peak = 0;
  const look = (): void => {
    const sum = processesOf(process.pid).reduce((bytes, { resident }) => bytes + resident, 0);
    peak = Math.max(peak, sum);
  };
  look();
  const timer = setInterval(look, pause);
  return () => {
    clearInterval(timer);
    return `all processes together: at most ${(peak / 2 ** 20).toFixed(0)} MiB`;
  };
}
