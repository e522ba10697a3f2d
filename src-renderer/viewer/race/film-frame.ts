/** @file One picture of the film: both sides, their clocks and bars, and the words around them. */
import type { SideProgress } from "../../presentation/race-progress.ts";
import type { Look, OutlinedBox, RaceSide } from "./side.ts";

export interface FilmTheme extends Look {
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly good: string;
  readonly font: string;
}

export interface FilmSide {
  readonly name: string;
  readonly side: RaceSide;
  readonly progress: SideProgress;
  readonly clock: string;
  readonly cells: string;
  readonly status: string;
  readonly boxes: readonly OutlinedBox[];
}

export interface FilmFrame {
  readonly title: string;
  /** Image, model, device, and how fast it is shown. */
  readonly subject: string;
  readonly sides: readonly [FilmSide, FilmSide];
  /** What of it was recorded, and what was not. */
  readonly note: string;
  /** Said at the end. */
  readonly sentence: string;
}

/** Pixels of a film. */
export const filmSize = { width: 1280, height: 720 } as const;

const margin = 40;
const gap = 32;

export function drawFilmFrame(
  context: CanvasRenderingContext2D,
  { title, subject, sides, note, sentence }: FilmFrame,
  theme: FilmTheme,
): void {
  const { width, height } = filmSize;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, width, height);
  const write = writer(context, theme.font);
  write(title, margin, 48, "700 28px", theme.ink, width - 2 * margin);
  write(subject, margin, 76, "400 16px", theme.soft, width - 2 * margin);
  const column = (width - 2 * margin - gap) / 2;
  for (const [at, side] of sides.entries())
    drawFilmSide(context, side, margin + at * (column + gap), column, theme);
  write(note, margin, height - 62, "400 14px", theme.soft, width - 2 * margin);
  write(sentence, margin, height - 28, "600 20px", theme.ink, width - 2 * margin);
}

function drawFilmSide(
  context: CanvasRenderingContext2D,
  { name, side, progress, clock, cells, status, boxes }: FilmSide,
  x: number,
  width: number,
  theme: FilmTheme,
): void {
  const write = writer(context, theme.font);
  const { isDone, measured, estimated, cells: all } = progress;
  write(name, x, 116, "600 18px", theme.ink, width);
  const area = { x, y: 130, width, height: 410 };
  side.draw(context, area, progress, theme, boxes, 1.4);
  const colour = isDone ? theme.good : theme.ink;
  write(clock, x, 594, "700 44px", colour, width * 0.6);
  write(cells, x + width, 576, "500 16px", theme.ink, width * 0.5, "right");
  write(status, x + width, 598, "400 15px", isDone ? theme.good : theme.soft, width * 0.6, "right");
  const bar = { y: 612, height: 8 };
  context.fillStyle = theme.line;
  context.fillRect(x, bar.y, width, bar.height);
  context.fillStyle = isDone ? theme.good : theme.accent;
  const share = all > 0 ? measured / all : 0;
  context.fillRect(x, bar.y, width * share, bar.height);
  if (estimated === 0) return;
  // What nobody has measured is as pale in the bar as it is hatched on the image.
  context.globalAlpha = 0.4;
  context.fillRect(x + width * share, bar.y, (width * estimated) / all, bar.height);
  context.globalAlpha = 1;
}

type Write = (
  text: string,
  x: number,
  y: number,
  weightAndSize: string,
  colour: string,
  most: number,
  align?: CanvasTextAlign,
) => void;

const writer =
  (context: CanvasRenderingContext2D, font: string): Write =>
  (text, x, y, weightAndSize, colour, most, align = "left") => {
    context.font = `${weightAndSize} ${font}`;
    context.fillStyle = colour;
    context.textAlign = align;
    context.textBaseline = "alphabetic";
    context.fillText(text, x, y, most);
  };
