/** @file The pictures of a report: the image with its overlay, the heat-map alone, the best detections. */
import sharp from "sharp";
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import { colorTable } from "../../../src-core/overlay/colormap.ts";
import { paintCells, usualOpacity } from "../../../src-core/overlay/paint.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { blend } from "./blend.ts";
import { boxesIn, drawnBoxes } from "./overlay-boxes.ts";
import type { Overlay } from "./overlay.ts";
import type { Raster } from "../raster.ts";
import type { RgbPicture } from "./shrink.ts";
import { shrink } from "./shrink.ts";
import { thumbPlane } from "./thumb-plane.ts";

/** `data:` URLs. */
export interface ReportPictures {
  readonly overlay: string;
  readonly heat: string;
  readonly crops: readonly ReportCrop[];
}

export interface ReportCrop {
  readonly url: string;
  readonly detection: EditedDetection;
  /** Where its box is in the picture, from 0 to 1. */
  readonly box: Rectangle;
}

/** Pixels of the longer side. */
const side = 1100;
const cropSide = 220;
const mostCrops = 6;
/** More labels than that hide the image. */
const mostLabels = 80;

/** @throws UserError when the image cannot be read */
export async function reportPictures(raster: Raster, overlay: Overlay): Promise<ReportPictures> {
  const picture = await shrink(raster, { x: 0, y: 0, ...sizeOf(raster) }, side);
  const scores = await thumbPlane(overlay.plane, overlay.placement, raster, picture);
  const colors = colorTable("viridis");
  const { range, threshold } = overlay;
  const veil = paintCells(scores, { colors, opacity: usualOpacity, threshold, range });
  // The map alone, whatever counts of it.
  const heat = paintCells(scores, { colors, opacity: 1, threshold: -Infinity, range });
  const whole = { x: 0, y: 0, ...sizeOf(picture) };
  blend(picture.data, picture.width, whole, veil);
  const boxes = await boxesIn(scaledBoxes(overlay, raster, picture), whole);
  if (boxes) blend(picture.data, picture.width, whole, boxes);
  const crops: ReportCrop[] = [];
  for (const detection of best(overlay.detections)) crops.push(await crop(raster, detection));
  const raw = { ...sizeOf(picture), channels: 4 as const };
  const png = await sharp(heat, { raw }).png({ palette: true }).toBuffer();
  return {
    overlay: await jpeg(picture),
    heat: `data:image/png;base64,${png.toString("base64")}`,
    crops,
  };
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

/** What was added by hand has no score: it comes first, as in the window. */
const rank = ({ edited, score }: EditedDetection): number => (edited === "added" ? 2 : score);

const best = (detections: readonly EditedDetection[]): EditedDetection[] =>
  [...detections].sort((one, other) => rank(other) - rank(one)).slice(0, mostCrops);

function scaledBoxes(
  { detections, lineOf }: Overlay,
  image: { width: number },
  picture: RgbPicture,
): ReturnType<typeof drawnBoxes> {
  const scale = picture.width / image.width;
  const scaled = detections.map(({ label, score, edited, landmarks, ...box }) => ({
    label,
    score,
    ...(edited && { edited }),
    ...(landmarks && { landmarks: landmarks.map(({ x, y }) => ({ x: x * scale, y: y * scale })) }),
    x: box.x * scale,
    y: box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  }));
  return drawnBoxes(scaled, picture, lineOf, scaled.length <= mostLabels);
}

/** A detection with as much around it as it takes to see what it is part of. */
async function crop(raster: Raster, detection: EditedDetection): Promise<ReportCrop> {
  const { x, y, width, height } = detection;
  const margin = 0.35 * Math.max(width, height);
  const within = (value: number, most: number): number =>
    Math.min(Math.max(Math.round(value), 0), most);
  const left = within(x - margin, raster.width - 1);
  const top = within(y - margin, raster.height - 1);
  const area = {
    x: left,
    y: top,
    width: Math.max(1, within(x + width + margin, raster.width) - left),
    height: Math.max(1, within(y + height + margin, raster.height) - top),
  };
  const box = {
    x: (x - left) / area.width,
    y: (y - top) / area.height,
    width: width / area.width,
    height: height / area.height,
  };
  return { url: await jpeg(await shrink(raster, area, cropSide)), detection, box };
}

async function jpeg({ data, width, height }: RgbPicture): Promise<string> {
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return `data:image/jpeg;base64,${bytes.toString("base64")}`;
}
