/** @file Where the window was, how large, and in which colours: what is there before its page is. */
import { join } from "node:path";
import type { Rectangle } from "electron";
import { app, screen } from "electron";
import { z } from "zod";
import { windowState } from "../../src-core/contract/desktop.ts";
import type { TellState } from "../files/kept-file.ts";
import { KeptFile } from "../files/kept-file.ts";

const place = z.object({
  position: z.object({ x: z.int(), y: z.int() }).optional(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
  theme: windowState.shape.theme.default("auto"),
});

type Place = z.infer<typeof place>;

const initial: Place = { width: 1280, height: 840, maximized: false, theme: "auto" };

export class WindowBounds {
  private readonly file: KeptFile<Place>;

  constructor(tell: TellState) {
    const path = join(app.getPath("userData"), "window.json");
    // Version 0 held the same, without a number.
    this.file = new KeptFile(path, { migrations: [(old) => old], schema: place, initial }, tell);
  }

  /** As it was saved, on the displays that there are now. */
  read(): Place {
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    return fitToDisplays(this.file.read(), screen.getPrimaryDisplay().workArea, areas);
  }

  /** A full or locked disk does not keep the window from closing. */
  save(current: Place): void {
    this.file.keep(() => current);
  }
}

/** Without a position where no display shows it any more, and no larger than the display it comes on. */
export function fitToDisplays(
  saved: Place,
  primary: Rectangle,
  areas: readonly Rectangle[],
): Place {
  const { position, ...rest } = saved;
  const own = areas.find((area) => isOn(saved, area));
  const { width, height, ...corner } = own ?? primary;
  const size = { width: Math.min(rest.width, width), height: Math.min(rest.height, height) };
  if (!position || !own) return { ...rest, ...size };
  const x = size.width < rest.width ? corner.x : position.x;
  const y = size.height < rest.height ? corner.y : position.y;
  return { ...rest, ...size, position: { x, y } };
}

/** Whether the title bar can be reached: the middle of its edge lies on a display. */
function isOn({ position, width }: Place, area: Rectangle): boolean {
  if (!position) return false;
  const { x, y } = position;
  const middle = x + width / 2;
  const across = middle >= area.x && middle < area.x + area.width;
  return across && y >= area.y && y < area.y + area.height - 40;
}
