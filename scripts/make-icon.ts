/**
 * @file Draws the app's icon: the cells of a score map on dark ground, and the window that the brightest cell looks at.
 *
 *   npm run icon
 */
import { mkdirSync } from "node:fs";
import { interpolateViridis } from "d3-scale-chromatic";
import sharp from "sharp";

/** Units of the drawing; the outer 8 % stay empty, as macOS wants it. */
const unit = 1024;
const margin = 84;
const cells = 5;
const inset = 96;
const gap = 18;
const pitch = (unit - 2 * (margin + inset) + gap) / cells;
const side = pitch - gap;

/** The brightest cell lies off the middle, so that one sees a map and not a pattern. */
const peak = { row: 2, column: 3 };
const ember = { row: 4, column: 0 };

const score = (row: number, column: number): number => {
  const near = (to: typeof peak, width: number): number =>
    Math.exp(-((row - to.row) ** 2 + (column - to.column) ** 2) / width);
  return 0.1 + 0.9 * near(peak, 2.6) + 0.42 * near(ember, 1.4);
};

const place = (index: number): number => margin + inset + index * pitch;

function cell(row: number, column: number): string {
  const fill = interpolateViridis(Math.min(score(row, column), 1) * 0.94);
  return `<rect x="${place(column)}" y="${place(row)}" width="${side}" height="${side}" rx="20" fill="${fill}"/>`;
}

/** Three by three cells: the window. */
function frame(): string {
  const reach = gap / 2 + 13;
  const [x, y] = [place(peak.column - 1) - reach, place(peak.row - 1) - reach];
  const length = 2 * pitch + side + 2 * reach;
  return `<rect x="${x}" y="${y}" width="${length}" height="${length}" rx="40" fill="none" stroke="#ff8a3d" stroke-width="40"/>`;
}

const indices = Array.from({ length: cells }, (_, index) => index);
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${unit} ${unit}">
  <defs>
    <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#232d3a"/>
      <stop offset="1" stop-color="#10161d"/>
    </linearGradient>
  </defs>
  <rect x="${margin}" y="${margin}" width="${unit - 2 * margin}" height="${unit - 2 * margin}" rx="190" fill="url(#ground)"/>
  ${indices.flatMap((row) => indices.map((column) => cell(row, column))).join("\n  ")}
  ${frame()}
</svg>`;

async function draw(size: number, file: string): Promise<void> {
  const density = (72 * size) / unit;
  await sharp(Buffer.from(drawing), { density }).png({ compressionLevel: 9 }).toFile(file);
}

mkdirSync("build/icons", { recursive: true });
await draw(1024, "build/icon.png"); // Windows and macOS
for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
  await draw(size, `build/icons/${size}x${size}.png`); // Linux
