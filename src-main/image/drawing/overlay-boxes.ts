/** @file Detections drawn as boxes with labels, in the part of an image that is asked for. */
import sharp from "sharp";
import { scoreOrHand } from "../../../src-core/detection/corrected-analysis.ts";
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import type { ClassColour } from "../../../src-core/overlay/class-colours.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";

interface Drawn extends EditedDetection {
  /** Width of its line, which text and outline follow. */
  readonly line: number;
  readonly color: ClassColour;
  /** What stands above it. */
  readonly text: string;
}

/**
 * Thick enough to be seen on the whole image, but not so that it hides what is in the box.
 * @param labelled whether label and score stand above each
 */
export function drawnBoxes(
  detections: readonly EditedDetection[],
  image: { width: number; height: number },
  lineOf: (label: string) => ClassColour,
  labelled = true,
): Drawn[] {
  const most = Math.round(Math.min(image.width, image.height) / 500);
  return detections.map((detection) => {
    const fitting = Math.round(Math.min(detection.width, detection.height) / 14);
    const line = Math.max(1, Math.min(most, fitting));
    const text = labelled ? `${detection.label} ${scoreOrHand(detection)}` : "";
    return { ...detection, line, text, color: lineOf(detection.label) };
  });
}

const sizeOf = ({ line }: Drawn): number => 11 * line;

/** Rows of the image that are drawn at once: an edge's shade depends on where its picture is cut, by a 255th. */
const stripe = 64;

/**
 * RGBA of one part of the image (height × width × 4), the same however the image is cut into rows; null where no box reaches it.
 * @param area whole pixels
 */
export async function boxesIn(
  boxes: readonly Drawn[],
  area: Rectangle,
): Promise<Uint8Array | null> {
  if (!boxes.some((box) => reaches(box, area))) return null;
  const { x, y, width, height } = area;
  const drawn = new Uint8Array(4 * width * height);
  for (let top = y - (y % stripe); top < y + height; top += stripe) {
    const rows = await stripeOf(boxes, { x, y: top, width, height: stripe });
    if (!rows) continue;
    const [from, to] = [Math.max(top, y), Math.min(top + stripe, y + height)];
    drawn.set(
      rows.subarray(4 * width * (from - top), 4 * width * (to - top)),
      4 * width * (from - y),
    );
  }
  return drawn;
}

async function stripeOf(boxes: readonly Drawn[], area: Rectangle): Promise<Uint8Array | null> {
  const near = boxes.filter((box) => reaches(box, area));
  if (near.length === 0) return null;
  const { width, height } = area;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<style>rect{fill:none}circle{fill:#fff;stroke:#000;stroke-width:0.5}text{font-family:sans-serif;font-weight:600;fill:#fff;stroke:#000;paint-order:stroke}</style>
<g transform="translate(${-area.x} ${-area.y})">${near.map(draw).join("\n")}</g></svg>`;
  return sharp(Buffer.from(svg), { limitInputPixels: false }).ensureAlpha().raw().toBuffer();
}

function draw(box: Drawn): string {
  const { x, y, width, height, line, color } = box;
  const size = sizeOf(box);
  const dashes = color.dashed ? ` stroke-dasharray="${4 * line} ${2 * line}"` : "";
  // Above the box, or inside it where the image ends.
  const baseline = y < size ? y + size : y - 2 * line;
  const points = (box.landmarks ?? []).map(
    (point) => `<circle cx="${point.x}" cy="${point.y}" r="${1.2 * line}"/>`,
  );
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" stroke="${color.colour}" stroke-width="${line}"${dashes}/>${points.join("")}<text x="${x}" y="${baseline}" font-size="${size}" stroke-width="${line * 2}">${escape(box.text)}</text>`;
}

/** No letter is wider than it is high, so the text is certainly inside. */
function reaches(box: Drawn, area: Rectangle): boolean {
  const size = sizeOf(box);
  const right = box.x + Math.max(box.width, size * (box.text.length + 1)) + box.line;
  const [left, top] = [box.x - 2 * box.line, box.y - 2 * size];
  const bottom = box.y + Math.max(box.height + box.line, 2 * size);
  return (
    left < area.x + area.width && right > area.x && top < area.y + area.height && bottom > area.y
  );
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
