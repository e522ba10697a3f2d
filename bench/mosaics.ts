/**
 * @file How well detectors find on a mosaic what they find on its pictures one by one: caps that are made for one picture must
 * not drop what lies on many. Recall and precision are those at the card's thresholds, whatever the class; of all objects, and of
 * those that no border of a picture cuts: around the others there is more to see on the mosaic.
 *
 *   npm run bench:mosaics -- --data ../shared/data/bccd [--split test] [--models rpn-cells,pnet-cells] [--pictures 20] [--columns 5]
 *                            [--pick first|unequal] [--iou 0.5] [--memory MB]
 *
 * `unequal` takes the pictures with most objects and those with fewest, as many of each.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import type { LabelledDetection } from "../src-core/contract/analysis.ts";
import type { Size } from "../src-core/size.ts";
import type { Annotation } from "../src-core/evaluation/annotation.ts";
import { isCounted } from "../src-core/evaluation/annotation.ts";
import { matchDetections } from "../src-core/evaluation/matching.ts";
import { unattended } from "../src-main/analysis/jobs/job.ts";
import type { AnnotatedImage } from "../src-main/annotations/annotated-image.ts";
import { isBroken } from "../src-main/annotations/annotated-image.ts";
import { readAnnotations } from "../src-main/annotations/read-annotations.ts";
import { openWorkbench } from "../src-main/cli/workbench.ts";

const { values: options } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data/bccd" },
    split: { type: "string", default: "test" },
    models: { type: "string", default: "rpn-cells,pnet-cells" },
    pictures: { type: "string", default: "20" },
    columns: { type: "string", default: "5" },
    pick: { type: "string", default: "first" },
    iou: { type: "string", default: "0.5" },
    memory: { type: "string" },
  },
});

const [count, columns, iou] = [options.pictures, options.columns, options.iou].map(Number) as [
  number,
  number,
  number,
];
const folder = await mkdtemp(join(tmpdir(), "fullconv-mosaics-"));
const bench = openWorkbench();

/** Where the corner of a picture lies. */
interface Placed {
  readonly image: AnnotatedImage;
  readonly size: Size;
  readonly x: number;
  readonly y: number;
}

async function pictures(): Promise<AnnotatedImage[]> {
  const { images } = await readAnnotations({ folder: options.data, split: options.split });
  const sound = images.flatMap((image) => (isBroken(image) ? [] : [image]));
  if (options.pick === "first") return sound.slice(0, count);
  const sorted = sound.sort((a, b) => b.objects.length - a.objects.length);
  return [...sorted.slice(0, Math.ceil(count / 2)), ...sorted.slice(-Math.floor(count / 2))];
}

/** Pictures side by side, as large as the largest of them each. */
async function mosaic(path: string, images: readonly AnnotatedImage[]): Promise<Placed[]> {
  const sizes = await Promise.all(images.map((image) => sharp(image.path).metadata()));
  const width = Math.max(...sizes.map((size) => size.width));
  const height = Math.max(...sizes.map((size) => size.height));
  const placed = images.map((image, index) => ({
    image,
    size: sizes[index] ?? { width, height },
    x: (index % columns) * width,
    y: Math.floor(index / columns) * height,
  }));
  const rows = Math.ceil(images.length / columns);
  const create = { width: columns * width, height: rows * height, channels: 3 as const };
  await sharp({ create: { ...create, background: "#808080" }, limitInputPixels: false })
    .composite(placed.map(({ image, x, y }) => ({ input: image.path, left: x, top: y })))
    .png()
    .toFile(path);
  return placed;
}

async function found(path: string, model: string): Promise<LabelledDetection[]> {
  const memory = options.memory === undefined ? {} : { memory: Number(options.memory) * 2 ** 20 };
  const request = { path, model, device: "cpu", runs: 1, ...memory };
  const { result } = await bench.item(
    { ...request, exports: [], target: "", overwrite: false, thumbnail: 0 },
    unattended,
  );
  for (const { message } of result.notices) console.log(`  ${message}`);
  return result.detections;
}

/** One class is as good as another here. */
const alike = <T extends { label: string }>(boxes: readonly T[]): T[] =>
  boxes.map((box) => ({ ...box, label: "" }));

const everything = ({ image }: Placed): readonly Annotation[] => image.objects;

/** Pixels from a border of its picture within which an object counts as cut by it. */
const margin = 3;

/** Objects that are cut are neither counted nor punished. */
const uncut = ({ image, size: { width, height } }: Placed): Annotation[] =>
  image.objects.map((object) => {
    const { x, y } = object;
    const isCut = Math.min(x, y, width - x - object.width, height - y - object.height) <= margin;
    return isCut ? { ...object, ignored: "difficult" } : object;
  });

function rates(annotations: readonly Annotation[], boxes: readonly LabelledDetection[]) {
  const judged = matchDetections(alike(annotations), alike(boxes), iou);
  const right = judged.filter((one) => one.right).length;
  return { right, boxes: judged.length, objects: annotations.filter(isCounted).length };
}

const share = (part: number, whole: number): string => (part / whole).toFixed(4);

try {
  const path = join(folder, "mosaic.png");
  const placed = await mosaic(path, await pictures());
  for (const model of options.models.split(",")) {
    const singly: LabelledDetection[][] = [];
    for (const { image } of placed) singly.push(await found(image.path, model));
    const together = await found(path, model);
    for (const [kind, objectsOf] of Object.entries({ all: everything, uncut })) {
      const single = { right: 0, boxes: 0, objects: 0 };
      for (const [index, one] of placed.entries()) {
        const rate = rates(objectsOf(one), singly[index] ?? []);
        for (const key of ["right", "boxes", "objects"] as const) single[key] += rate[key];
      }
      const moved = placed.flatMap((one) =>
        objectsOf(one).map((object) => ({ ...object, x: object.x + one.x, y: object.y + one.y })),
      );
      const whole = rates(moved, together);
      for (const [name, { right, boxes, objects }] of Object.entries({ single, whole }))
        console.log(
          `${model} ${kind} ${name}: ${boxes} boxes, recall ${share(right, objects)} of ${objects} objects, precision ${share(right, boxes)}`,
        );
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
