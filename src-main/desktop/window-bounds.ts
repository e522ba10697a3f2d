/** @file Where the window was, and how large. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Point } from "electron";
import { app, screen } from "electron";
import { z } from "zod";

const place = z.object({
  position: z.object({ x: z.int(), y: z.int() }).optional(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
});

type Place = z.infer<typeof place>;

const initial: Place = { width: 1280, height: 840, maximized: false };

const file = (): string => join(app.getPath("userData"), "window.json");

/** As it was saved; without a position when no display shows it any more. */
export function readWindowBounds(): Place {
  try {
    const saved = place.parse(JSON.parse(readFileSync(file(), "utf8")));
    const { position, ...size } = saved;
    return position && isVisible(position, size.width) ? saved : size;
  } catch {
    // The first start, or a file that something else wrote.
    return initial;
  }
}

export function saveWindowBounds(current: Place): void {
  try {
    writeFileSync(file(), JSON.stringify(current));
  } catch {
    // A full or locked disk must not keep the window from closing.
  }
}

/** Whether the title bar can be reached: the middle of its edge lies on a display. */
function isVisible({ x, y }: Point, width: number): boolean {
  const middle = x + width / 2;
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = middle >= area.x && middle < area.x + area.width;
    return across && y >= area.y && y < area.y + area.height - 40;
  });
}
