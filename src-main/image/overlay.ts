/** @file The heat-map and the detections on the image, as PNG. */
import sharp from "sharp";
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import { colorTable } from "../../src-core/overlay/colormap.ts";
import { paintCells } from "../../src-core/overlay/paint.ts";
import type { MapPlacement } from "../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../src-core/overlay/registration.ts";
import { decode } from "./decode.ts";

export interface Overlay {
  /** Scores to show, rows × columns. */
  readonly plane: Float32Array;
  readonly placement: MapPlacement;
  readonly detections: readonly LabelledDetection[];
}

const opacity = 0.6;
const faintest = 0.05;

/** @throws UserError when the image cannot be decoded */
export async function drawOverlay(path: string, overlay: Overlay): Promise<Uint8Array> {
  const { data, width, height, channels } = await decode(path);
  const { plane, placement, detections } = overlay;
  const area = mapRectangle(placement);
  const colors = paintCells(plane, { colors: colorTable("viridis"), opacity, threshold: faintest });
  const cells = await sharp(colors, {
    raw: { width: placement.columns, height: placement.rows, channels: 4 },
  })
    .resize(area.width, area.height, { kernel: "nearest", fit: "fill" })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const boxes = Buffer.from(drawBoxes(detections, width, height));
  return sharp(data, { raw: { width, height, channels } })
    .toColourspace("srgb")
    .composite([
      { input: cells, left: Math.round(area.x), top: Math.round(area.y) },
      { input: boxes, left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
}

function drawBoxes(
  detections: readonly LabelledDetection[],
  width: number,
  height: number,
): string {
  const line = Math.max(1, Math.round(Math.min(width, height) / 500));
  const size = 11 * line;
  const drawn = detections.map(({ label, score, x, y, ...box }) => {
    const text = `${escape(label)} ${score.toFixed(2)}`;
    // Above the box, or inside it where the image ends.
    const baseline = y < size ? y + size : y - 2 * line;
    return `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}"/><text x="${x}" y="${baseline}">${text}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<style>rect{fill:none;stroke:#ff5470;stroke-width:${line}}text{font:600 ${size}px sans-serif;fill:#fff;stroke:#000;stroke-width:${line * 2};paint-order:stroke}</style>
${drawn.join("\n")}</svg>`;
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
