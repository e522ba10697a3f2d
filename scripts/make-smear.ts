/**
 * @file Draws the sample image of the cell models: a blood smear that no microscope has seen, with red cells, white cells and
 * platelets in their sizes and colours.
 *
 *   node --import tsx scripts/make-smear.ts [--seed 5] [--truth FILE.json] [FILE.jpg…]
 *
 * By default it writes the sample of each cell model, smear.jpg.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { Random } from "../bench/scenes/random.ts";

const [width, height] = [640, 480];
const models = ["alexnet-cells", "pnet-cells", "rpn-cells", "ssd-cells"];

type Colour = readonly [number, number, number];
const ground: Colour = [207, 205, 213];
const red: Colour = [168, 143, 150];
const rim: Colour = [150, 124, 138];
const pallor: Colour = [196, 181, 190];
const plasma: Colour = [188, 170, 205];
const nucleus: Colour = [112, 72, 158];
const platelet: Colour = [136, 100, 160];

interface Cell {
  readonly label: "RBC" | "WBC" | "Platelets";
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const { values: options, positionals } = parseArgs({
  options: { seed: { type: "string", default: "5" }, truth: { type: "string" } },
  allowPositionals: true,
});
const random = new Random(Number(options.seed));
const canvas = new Float32Array(width * height * 3);
for (let at = 0; at < canvas.length; at++) canvas[at] = ground[at % 3] ?? 0;
const cells = place();
for (const cell of cells) draw(cell);
const bytes = Uint8Array.from(canvas, (value) => Math.min(255, Math.max(0, value)));
const soft = await sharp(bytes, { raw: { width, height, channels: 3 } })
  .blur(1.3)
  .raw()
  .toBuffer();
const grained = Uint8Array.from(soft, (value) =>
  Math.min(255, Math.max(0, Math.round(value + 2 * random.normal()))),
);
const outs =
  positionals.length > 0 ? positionals : models.map((model) => `models/${model}/samples/smear.jpg`);
for (const out of outs) {
  mkdirSync(dirname(out), { recursive: true });
  await sharp(grained, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toFile(out);
}
if (options.truth !== undefined)
  writeFileSync(options.truth, `${JSON.stringify(cells, null, 2)}\n`);

/** A white cell, some platelets, and red cells as close to each other as they lie in a smear. */
function place(): Cell[] {
  const placed: Cell[] = [];
  const add = (label: Cell["label"], count: number, radius: () => number, apart: number): void => {
    for (let tries = 0, found = 0; found < count && tries < 4000; tries++) {
      const cell = {
        label,
        radius: radius(),
        x: random.uniform(0, width),
        y: random.uniform(0, height),
      };
      const inner = Math.min(cell.x, cell.y, width - cell.x, height - cell.y);
      const free = placed.every(
        (other) =>
          Math.hypot(other.x - cell.x, other.y - cell.y) > apart * (other.radius + cell.radius),
      );
      if (!free || inner < 0.8 * cell.radius) continue;
      placed.push(cell);
      found++;
    }
  };
  add("WBC", 1, () => random.uniform(88, 98), 1);
  add("Platelets", 4, () => random.uniform(19, 24), 1.15);
  add("RBC", 14, () => random.uniform(45, 54), 0.94);
  return placed;
}

function draw({ label, x, y, radius }: Cell): void {
  if (label === "RBC") {
    const edge = outline(0.05);
    disc(x, y, radius, edge, (share) =>
      share > 0.86 ? rim : mix(pallor, red, Math.min(1, Math.max(0, (share - 0.15) / 0.45))),
    );
    return;
  }
  if (label === "Platelets") {
    // Grains in a pale, soft body.
    disc(x, y, radius, outline(0.08), (share) => mix(platelet, plasma, share ** 1.5));
    for (let grain = 0; grain < 7; grain++) {
      const [angle, far] = [random.uniform(0, 2 * Math.PI), random.uniform(0, 0.5) * radius];
      const [u, v] = [x + far * Math.cos(angle), y + far * Math.sin(angle)];
      disc(u, v, 0.28 * radius, outline(0.1), () => nucleus);
    }
    return;
  }
  disc(x, y, radius, outline(0.04), () => plasma);
  const turn = random.uniform(0, 2 * Math.PI);
  for (let lobe = 0; lobe < 3; lobe++) {
    const angle = turn + lobe * 1.5;
    const [u, v] = [x + 0.38 * radius * Math.cos(angle), y + 0.38 * radius * Math.sin(angle)];
    const shade = random.uniform(-8, 8);
    disc(
      u,
      v,
      0.46 * radius,
      outline(0.07),
      () => nucleus.map((level) => level + shade) as unknown as Colour,
    );
  }
}

/** How far the border of a cell lies from a circle, as a share of the radius, for each direction. */
function outline(strength: number): (angle: number) => number {
  const waves = [2, 3, 5].map((count) => ({
    count,
    phase: random.uniform(0, 2 * Math.PI),
    height: (strength * random.uniform(0.3, 1)) / Math.sqrt(count / 2),
  }));
  return (angle) =>
    waves.reduce((sum, wave) => sum + wave.height * Math.cos(wave.count * angle + wave.phase), 1);
}

/** @param colour at a share of the way from the middle to the border */
function disc(
  x: number,
  y: number,
  radius: number,
  edge: (angle: number) => number,
  colour: (share: number) => Colour,
): void {
  const reach = Math.ceil(radius * 1.3);
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++)
    for (
      let column = Math.max(0, Math.floor(x - reach));
      column < Math.min(width, x + reach);
      column++
    ) {
      const [dx, dy] = [column - x, row - y];
      const border = radius * edge(Math.atan2(dy, dx));
      const distance = Math.hypot(dx, dy);
      const cover = Math.min(1, Math.max(0, (border - distance) / 2));
      if (cover === 0) continue;
      const wanted = colour(distance / border);
      for (let channel = 0; channel < 3; channel++) {
        const at = 3 * (row * width + column) + channel;
        const old = canvas[at] ?? 0;
        canvas[at] = old + 0.92 * cover * ((wanted[channel] ?? 0) - old);
      }
    }
}

function mix(from: Colour, to: Colour, share: number): Colour {
  return from.map(
    (level, channel) => level + share * ((to[channel] ?? 0) - level),
  ) as unknown as Colour;
}
