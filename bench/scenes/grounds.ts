import { type Images, imageAt } from "./data.ts";
import type { Random } from "./random.ts";

/** A grey picture of levels 0 to 255, row by row, not yet rounded. */
export interface Picture {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

export const groundKinds = ["plain", "noise", "clutter"] as const;
export type GroundKind = (typeof groundKinds)[number];

/** A ground for light ink, and the name of the variant that was drawn. */
export interface Ground extends Picture {
  readonly variant: string;
}

/** A ground dark enough, most of it, for light ink to stand out. */
export function makeGround(
  kind: GroundKind,
  width: number,
  height: number,
  clutter: Images,
  random: Random,
): Ground {
  const size = { width, height };
  const fill = (level: (x: number, y: number) => number): Float32Array =>
    Float32Array.from({ length: width * height }, (_, i) =>
      clamp(level(i % width, Math.floor(i / width))),
    );
  if (kind === "plain") {
    const level = random.pick([0, 32, 64, 96, 128, random.integer(0, 150)]);
    return { ...size, values: fill(() => level), variant: "plain" };
  }
  if (kind === "noise") {
    if (random.chance(0.5)) {
      const [level, sigma] = [random.uniform(0, 128), random.uniform(10, 40)];
      return { ...size, values: fill(() => level + sigma * random.normal()), variant: "gaussian" };
    }
    const top = random.uniform(60, 255);
    return { ...size, values: fill(() => random.uniform(0, top)), variant: "uniform" };
  }
  const contrast = random.pick([0.4, 0.6, 0.8, 1]);
  const shown = `${contrast * 100}%`;
  if (random.chance(0.5)) {
    const columns = Math.ceil(width / clutter.side);
    const tiles = Array.from({ length: columns * Math.ceil(height / clutter.side) }, () =>
      imageAt(clutter, random.integer(0, clutter.count)),
    );
    const level = (x: number, y: number): number => {
      const tile = tiles[Math.floor(y / clutter.side) * columns + Math.floor(x / clutter.side)];
      return contrast * (tile?.[(y % clutter.side) * clutter.side + (x % clutter.side)] ?? 0);
    };
    return { ...size, values: fill(level), variant: `tiles ${shown}` };
  }
  // One image over the whole width, or four, or sixteen.
  const scale = width / clutter.side / random.pick([1, 2, 4]);
  const columns = Math.ceil(width / (scale * clutter.side));
  const parts = Array.from({ length: columns * columns }, () =>
    imageAt(clutter, random.integer(0, clutter.count)),
  );
  const level = (x: number, y: number): number => {
    const [column, row] = [
      Math.floor(x / scale / clutter.side),
      Math.floor(y / scale / clutter.side),
    ];
    const part = parts[row * columns + column];
    const [u, v] = [x / scale - column * clutter.side, y / scale - row * clutter.side];
    return part === undefined ? 0 : contrast * interpolate(part, clutter.side, u, v);
  };
  return { ...size, values: fill(level), variant: `enlarged ${shown}` };
}

/** Bilinear interpolation; the border is continued outwards. */
function interpolate(image: Uint8Array, side: number, x: number, y: number): number {
  const inside = (value: number): number => Math.min(Math.max(value, 0), side - 1);
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, low] = [x - left, y - top];
  const level = (column: number, row: number): number =>
    image[inside(row) * side + inside(column)] ?? 0;
  const upper = level(left, top) * (1 - right) + level(left + 1, top) * right;
  const lower = level(left, top + 1) * (1 - right) + level(left + 1, top + 1) * right;
  return upper * (1 - low) + lower * low;
}

export function clamp(level: number): number {
  return Math.min(Math.max(level, 0), 255);
}
