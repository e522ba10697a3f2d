/** @file Frames while an image is dragged and zoomed, as the page itself sees them. */
import type { Page } from "@playwright/test";

export interface Times {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
}

/** Milliseconds. @throws RangeError when there are none */
export function timesOf(all: readonly number[]): Times {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number): number => {
    const time = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    if (time === undefined) throw new RangeError("nothing was measured");
    return time;
  };
  return { count: all.length, median: at(0.5), p95: at(0.95), min: at(0), max: at(1) };
}

/** Text, since the measures are type-checked without a browser's types. */
const drive = (kind: "pan" | "zoom", frames: number): string => `new Promise((done) => {
  const target = document.querySelector("[data-testid=image] canvas");
  const { left, top, width, height } = target.getBoundingClientRect();
  const middle = [left + width / 2, top + height / 2];
  const send = (type, x, y, buttons) => target.dispatchEvent(new PointerEvent(type, {
    clientX: x, clientY: y, button: type === "pointermove" ? -1 : 0, buttons,
    pointerId: 1, pointerType: "mouse", isPrimary: true, bubbles: true, cancelable: true,
  }));
  const times = [];
  let [frame, before] = [0, 0];
  send("pointerenter", ...middle, 0);
  if (${JSON.stringify(kind)} === "pan") send("pointerdown", ...middle, 1);
  const step = (now) => {
    if (before > 0) times.push(now - before);
    before = now;
    const turn = (2 * Math.PI * frame) / 60;
    const [x, y] = [middle[0] + 160 * Math.sin(turn), middle[1] + 90 * (1 - Math.cos(turn))];
    if (frame++ === ${frames}) {
      if (${JSON.stringify(kind)} === "pan") send("pointerup", x, y, 0);
      done(times);
      return;
    }
    if (${JSON.stringify(kind)} === "pan") send("pointermove", x, y, 1);
    else if (frame % 6 === 0) target.dispatchEvent(new WheelEvent("wheel", {
      clientX: middle[0], clientY: middle[1], deltaY: frame % 120 < 60 ? -120 : 120,
      bubbles: true, cancelable: true,
    }));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

/** Milliseconds between frames while the image moves. */
export async function frameTimes(
  page: Page,
  kind: "pan" | "zoom",
  frames: number,
): Promise<number[]> {
  // The first frames fetch what comes into sight.
  await page.evaluate(drive(kind, 30));
  return page.evaluate<number[]>(drive(kind, frames));
}

/** Milliseconds from a key on the threshold's slider until the frame that shows it is painted. */
export function keyTimes(page: Page, presses: number): Promise<number[]> {
  return page.evaluate<number[]>(`(async () => {
    const slider = document.querySelector("input[type=range]");
    const times = [];
    for (let press = 0; press < ${presses}; press++) {
      const begin = performance.now();
      slider.value = String(Number(slider.value) + (press % 2 === 0 ? 0.01 : -0.01));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      // The second frame begins when the first one has been painted.
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      times.push(performance.now() - begin);
    }
    return times;
  })()`);
}

/** Milliseconds from letting go of a file until the window says that it opens it. */
export function dropTime(page: Page, name: string, base64: string): Promise<number> {
  return page.evaluate<number>(`new Promise((done) => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: "image/png" }));
    const begin = performance.now();
    const look = () => {
      if (document.querySelector("header").textContent.includes(${JSON.stringify(name)}))
        requestAnimationFrame(() => done(performance.now() - begin));
      else requestAnimationFrame(look);
    };
    for (const type of ["dragenter", "dragover", "drop"])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    requestAnimationFrame(look);
  })`);
}
