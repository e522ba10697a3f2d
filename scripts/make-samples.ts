/**
 * @file Draws the sample sheet of the digit model: handwritten digits, none of them from a data set, on a sheet of paper.
 * Every digit is a pen's path with a hand's unsteadiness.
 *
 *   node --import tsx scripts/make-samples.ts [--seed 7] [--out models/lenet-digits/samples/digits.png] [--truth FILE.json]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { Random } from "../bench/scenes/random.ts";

const width = 640;
const height = 480;
const digitCount = 40;
const paper = [246, 241, 230] as const;
const ink = "#1d2440";

/** A digit's box, and how its glyph lies in it: as in MNIST, 20 of 28 pixels, the ink's centre in the middle. */
const boxSide = 28;
const glyphHeight = 19.5;

/** Pen paths, 20 units high: a starting point, then three points for each cubic curve. */
const paths: readonly (readonly (readonly number[])[])[] = [
  [
    [
      9.5, 0.6, 4, 0.2, 1.5, 5, 1.5, 10.5, 1.5, 16, 4.5, 20, 8.5, 19.7, 13, 19.4, 15, 14, 14.6, 9,
      14.2, 4, 12.5, 0.8, 9, 0.8,
    ],
  ],
  [[8.6, 0, 8.2, 7, 7.4, 13, 7, 20]],
  [[2, 5, 3, 0.5, 12, -1.5, 12.5, 4.5, 12.8, 9, 6, 14, 1.5, 19, 5, 17.6, 9, 19.4, 14, 18.6]],
  [
    [
      2.5, 2.5, 6, -1, 13, 0, 12, 4.8, 11.3, 8, 8, 9.2, 5.8, 9.4, 10, 9, 14, 11, 13.2, 14.8, 12.2,
      20, 5, 21, 1.5, 17.6,
    ],
  ],
  [
    [4, 1, 3.2, 5, 2, 9, 1.6, 11.5, 5, 11.2, 9, 10.8, 14, 10.8],
    [11.5, 0.5, 11, 7, 10.2, 13, 9.4, 20],
  ],
  [
    [
      13, 1, 10, 1.2, 7, 1.2, 4.2, 1.2, 3.8, 4, 3.2, 6.5, 2.8, 9, 6, 7, 13, 7.5, 13, 13, 13, 19.5,
      6, 20.8, 1.5, 18,
    ],
  ],
  [
    [
      10.5, 0.5, 6, 3, 2, 9, 2, 14, 2, 19, 5.5, 20.5, 8.5, 19.8, 13, 18.6, 14, 13, 10.5, 11.2, 7,
      9.8, 3.6, 12.5, 2.6, 15.5,
    ],
  ],
  [[1.5, 2.2, 5, 2.2, 9, 1.8, 13.5, 1.4, 10.5, 7, 8, 13, 6.6, 20]],
  [
    [
      11.5, 3.2, 10, -0.5, 3.5, 0, 3.8, 4.6, 4, 8.6, 12.6, 10, 12.6, 15, 12.6, 20.6, 3, 21, 2.8,
      15.6, 2.7, 10.8, 12, 8.6, 11.9, 3.6,
    ],
  ],
  [[12.2, 4.6, 11, 0, 3, 0, 2.6, 6, 2.4, 10.6, 9.5, 11.4, 12, 5.2, 12.2, 10, 11.2, 15, 9.4, 20]],
];

interface SampleDigit {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "7" },
    out: { type: "string", default: "models/lenet-digits/samples/digits.png" },
    truth: { type: "string" },
  },
});

const random = new Random(Number(options.seed));
const digits = placeDigits();
mkdirSync(dirname(options.out), { recursive: true });
const strokes = await sharp(Buffer.from(drawing(digits)))
  .blur(0.45)
  .png()
  .toBuffer();
await sharp(drawPaper(), { raw: { width, height, channels: 3 } })
  .composite([{ input: strokes }])
  .png({ compressionLevel: 9 })
  .toFile(options.out);
if (options.truth !== undefined) {
  writeFileSync(options.truth, `${JSON.stringify(digits, null, 2)}\n`);
}

/** Every digit equally often, spread over the sheet: of many places each digit takes the one farthest from the others. */
function placeDigits(): SampleDigit[] {
  const margin = 14;
  const placed: SampleDigit[] = [];
  for (let i = 0; i < digitCount; i++) {
    const candidates = Array.from({ length: 60 }, () => ({
      label: String(i % 10),
      x: random.integer(margin, width - boxSide - margin + 1),
      y: random.integer(margin, height - boxSide - margin + 1),
    }));
    const room = ({ x, y }: SampleDigit): number =>
      Math.min(...placed.map((other) => Math.hypot(other.x - x, other.y - y)));
    placed.push(candidates.reduce((best, next) => (room(next) > room(best) ? next : best)));
  }
  return placed;
}

function drawing(all: readonly SampleDigit[]): string {
  const strokes = all.map((digit) => handwritten(digit)).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<g fill="none" stroke="${ink}" stroke-linecap="round" stroke-linejoin="round">
${strokes}
</g></svg>`;
}

/** A digit's strokes: its path with every point a little off, slanted, scaled, and centred by its ink. */
function handwritten({ label, x, y }: SampleDigit): string {
  const slant = random.uniform(-0.05, 0.35);
  const stretch = random.uniform(0.9, 1.1);
  const scale = (glyphHeight / 20) * random.uniform(0.94, 1.04);
  const turn = random.uniform(-0.06, 0.06);
  const bent = (paths[Number(label)] ?? []).map((path) =>
    pairs(path).map(([u, v]): readonly [number, number] => {
      const shakyV = v + 0.5 * random.normal();
      const across = (u + 0.5 * random.normal()) * stretch - slant * shakyV;
      return [
        scale * (across * Math.cos(turn) - shakyV * Math.sin(turn)),
        scale * (across * Math.sin(turn) + shakyV * Math.cos(turn)),
      ];
    }),
  );
  const [centreX, centreY] = inkCentre(bent);
  const [moveX, moveY] = [x + boxSide / 2 - centreX, y + boxSide / 2 - centreY];
  const pen = random.uniform(2.3, 3);
  const opacity = random.uniform(0.86, 0.98).toFixed(2);
  return bent
    .map((points) => {
      const shown = points.map(([u, v]) => `${(u + moveX).toFixed(2)} ${(v + moveY).toFixed(2)}`);
      const [start = "", ...curves] = shown;
      return `<path d="M${start} C${curves.join(" ")}" stroke-width="${pen.toFixed(2)}" stroke-opacity="${opacity}"/>`;
    })
    .join("\n");
}

/** Mean of points spaced evenly enough along the curves, weighted by the length they stand for. */
function inkCentre(strokes: readonly (readonly (readonly [number, number])[])[]): [number, number] {
  let [length, sumX, sumY] = [0, 0, 0];
  for (const points of strokes) {
    for (let i = 0; i + 3 < points.length; i += 3) {
      let previous = along(points.slice(i, i + 4), 0);
      for (let step = 1; step <= 40; step++) {
        const next = along(points.slice(i, i + 4), step / 40);
        const piece = Math.hypot(next[0] - previous[0], next[1] - previous[1]);
        length += piece;
        sumX += (piece * (next[0] + previous[0])) / 2;
        sumY += (piece * (next[1] + previous[1])) / 2;
        previous = next;
      }
    }
  }
  return [sumX / length, sumY / length];
}

/** A point of a cubic Bézier curve. */
function along(curve: readonly (readonly [number, number])[], t: number): [number, number] {
  const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
  const mix = (axis: 0 | 1): number =>
    curve.reduce((sum, point, i) => sum + point[axis] * (weights[i] ?? 0), 0);
  return [mix(0), mix(1)];
}

function pairs(values: readonly number[]): [number, number][] {
  return Array.from({ length: values.length / 2 }, (_, i) => [
    values[2 * i] ?? 0,
    values[2 * i + 1] ?? 0,
  ]);
}

/** Warm paper: fibres of a few pixels' length, fine grain, and corners a little darker. */
function drawPaper(): Uint8Array {
  const grain = new Float32Array(width * height);
  for (let i = 0; i < grain.length; i++) {
    grain[i] = 0.9 * random.normal();
  }
  for (let fibre = 0; fibre < 2600; fibre++) {
    let [x, y, direction] = [
      random.uniform(0, width),
      random.uniform(0, height),
      random.uniform(0, 6.3),
    ];
    const shade = random.uniform(-2.6, 2);
    for (let step = random.integer(6, 26); step > 0; step--) {
      const place = Math.floor(y) * width + Math.floor(x);
      if (x >= 0 && x < width && y >= 0 && y < height) {
        grain[place] = (grain[place] ?? 0) + shade;
      }
      direction += random.uniform(-0.25, 0.25);
      x = x + Math.cos(direction);
      y = y + Math.sin(direction);
    }
  }
  const pixels = new Uint8Array(width * height * 3);
  for (const [i, value] of grain.entries()) {
    const off = Math.hypot((i % width) / width - 0.5, Math.floor(i / width) / height - 0.5);
    for (const [channel, level] of paper.entries()) {
      pixels[3 * i + channel] = Math.min(Math.max(level + value - 22 * off ** 2.5, 0), 255);
    }
  }
  return pixels;
}
