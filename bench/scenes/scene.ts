import { type Images, imageAt, type LabelledDigits } from "./data.ts";
import { clamp, type Ground, type GroundKind, makeGround } from "./grounds.ts";
import type { Random } from "./random.ts";

export const sceneWidth = 512;
export const sceneHeight = 384;

/** Levels by which the ink of a digit has to differ from its ground, on average. */
const leastContrast = 80;

export const inks = ["light", "dark"] as const;
export type Ink = (typeof inks)[number];

/** A digit of a scene: its label and the top-left corner of its 28 × 28 box. */
export interface PlacedDigit {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface Scene {
  readonly pixels: Uint8Array;
  readonly digits: readonly PlacedDigit[];
  readonly ground: GroundKind;
  readonly ink: Ink;
  /** How it was drawn: the ground's variant, the blending, and how dark ink was made. */
  readonly variants: readonly string[];
}

/**
 * 8 to 15 test digits, unscaled, whose boxes may touch but do not overlap. A scene with dark ink is one with light ink turned
 * over, or has a light ground of its own.
 */
export function makeScene(
  groundKind: GroundKind,
  ink: Ink,
  source: LabelledDigits,
  clutter: Images,
  random: Random,
): Scene {
  const ground = makeGround(groundKind, sceneWidth, sceneHeight, clutter, random);
  const turned = ink === "dark" && random.chance(0.5);
  if (ink === "dark" && !turned) {
    lighten(ground);
  }
  const level = ink === "dark" && !turned ? 0 : 255;
  const blend = random.pick(["alpha", "extreme"] as const);
  const digits: PlacedDigit[] = [];
  const wanted = random.integer(8, 16);
  for (let attempt = 0; digits.length < wanted && attempt < 5000; attempt++) {
    const index = random.integer(0, source.count);
    const x = random.integer(0, sceneWidth - source.side + 1);
    const y = random.integer(0, sceneHeight - source.side + 1);
    const apart = digits.every(
      (other) => Math.abs(other.x - x) >= source.side || Math.abs(other.y - y) >= source.side,
    );
    const shape = imageAt(source, index);
    if (apart && contrastAt(ground, shape, source.side, x, y, level) >= leastContrast) {
      draw(ground, shape, source.side, x, y, level, blend);
      digits.push({ label: String(source.labels[index]), x, y });
    }
  }
  const pixels = Uint8Array.from(ground.values, (value) =>
    Math.round(turned ? 255 - value : value),
  );
  const how = ink === "light" ? [] : [turned ? "turned over" : "dark ink"];
  return { pixels, digits, ground: groundKind, ink, variants: [ground.variant, blend, ...how] };
}

/** Moves a ground's levels up by as much as they stay away from white. */
function lighten(ground: Ground): void {
  const highest = ground.values.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < ground.values.length; i++) {
    ground.values[i] = (ground.values[i] ?? 0) + 255 - highest;
  }
}

/** Mean difference of ink and ground under a digit, weighted by how much ink there is. */
function contrastAt(
  ground: Ground,
  shape: Uint8Array,
  side: number,
  x: number,
  y: number,
  level: number,
): number {
  let [total, ink] = [0, 0];
  for (const [i, alpha] of shape.entries()) {
    const under = ground.values[(y + Math.floor(i / side)) * ground.width + x + (i % side)] ?? 0;
    total += alpha * Math.abs(level - under);
    ink += alpha;
  }
  return total / Math.max(ink, 1);
}

/** `alpha` mixes ink and ground; `extreme` takes the lighter (for dark ink: the darker) of a digit on its own and the ground. */
function draw(
  ground: Ground,
  shape: Uint8Array,
  side: number,
  x: number,
  y: number,
  level: number,
  blend: "alpha" | "extreme",
): void {
  for (const [i, value] of shape.entries()) {
    const place = (y + Math.floor(i / side)) * ground.width + x + (i % side);
    const [under, alpha] = [ground.values[place] ?? 0, value / 255];
    const extreme = level === 0 ? Math.min(under, 255 - value) : Math.max(under, value);
    ground.values[place] = clamp(blend === "alpha" ? under * (1 - alpha) + level * alpha : extreme);
  }
}
