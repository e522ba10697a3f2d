/** @file Heads: what the outputs of a network mean. */
import { z } from "zod";

const length = z.int().positive();
const share = z.number().min(0).max(1);
const classes = z.array(z.string().min(1)).min(1);
/** Index of the class that means "nothing here". */
const background = z.int().nonnegative().optional();
/** What the app still has to apply; `none`: the network did it. */
const activation = z.enum(["softmax", "sigmoid", "none"]);
const output = z.string().min(1);
/** By name, the lowest scores with which boxes of these classes count, in place of the common threshold. */
const thresholds = z.record(z.string().min(1), share).optional();
/** Pixels. */
const imageSize = z.strictObject({ width: length, height: length });

/** Scales that an image is looked at on: from that at which the smallest object fills a window to that of the largest. */
export const pyramidCard = z
  .strictObject({
    /** Side of the smallest and the largest object, in pixels. */
    smallest: z.number().positive(),
    largest: z.number().positive().optional(),
    /** From one scale to the next. Half the area by default. */
    factor: z.number().gt(0).lt(1).default(0.709),
  })
  .refine(({ smallest, largest = smallest }) => largest >= smallest, {
    message: "largest must not be below smallest",
  });

/** One vector of scores for each window. */
export const classifierHead = z.strictObject({
  kind: z.literal("classifier"),
  classes,
  background,
  activation,
  /** Name of the network's output that holds the scores, where it is not the first. */
  output: output.optional(),
  thresholds,
  pyramid: pyramidCard.optional(),
});

/** Further networks of a cascade look at what the one before has found, cut out and scaled to their window. */
const stageCard = z.strictObject({
  /** Beside the card. */
  file: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Width and height of its window. */
  window: length,
  outputs: z.strictObject({ scores: output, boxes: output, landmarks: output.optional() }),
  threshold: share,
  nms: share,
  /** What an overlap is a share of: both boxes together, or the smaller one. */
  overlap: z.enum(["union", "minimum"]).default("union"),
  /** Whether windows are moved to their objects before they are thinned. */
  nmsAfterRegression: z.boolean().default(false),
});

/**
 * MTCNN's proposal network: one window, two classes, and where in it the object is.
 * Source: Zhang et al. 2016.
 */
export const pnetHead = z.strictObject({
  kind: z.literal("pnet"),
  classes,
  background,
  activation,
  /** What an object is, where the network says so: another output with one score for each. */
  kinds: classes.optional(),
  outputs: z.strictObject({ scores: output, boxes: output, kinds: output.optional() }),
  threshold: share,
  /** Of kinds, where it tells them. */
  thresholds,
  /** Most overlap of two windows of one scale, and of all scales. */
  nms: z.strictObject({ scale: share, all: share }),
  /** Whether windows are moved to their objects before those of all scales are thinned. */
  nmsAfterRegression: z.boolean().default(false),
  pyramid: pyramidCard,
  proposals: length.optional(),
  /** Size of the images that `proposals` is made for: a larger one has as many in each part of that size. */
  proposalsPer: imageSize.optional(),
  stages: z.array(stageCard).min(1).max(4).optional(),
});

const anchor = z.tuple([z.number().positive(), z.number().positive()]);

/** A map and the anchors around each of its cells, as [width, height] in pixels of the network's input. */
export const levelCard = z.strictObject({
  stride: length,
  /** Numbers of cells in a list of boxes, where they are not ⌈height / stride⌉ and ⌈width / stride⌉. */
  rows: length.optional(),
  columns: length.optional(),
  anchors: z.array(anchor).min(1).max(64),
  /** N×(anchors·classes)×rows×columns and N×(anchors·4)×rows×columns; any tensor of the file may be named. */
  scores: output.optional(),
  boxes: output.optional(),
});

const variances = z.strictObject({ centre: z.number().positive(), size: z.number().positive() });

const anchored = {
  classes,
  background,
  activation,
  levels: z.array(levelCard).min(1).max(16),
  /**
   * Where the levels name none: N×boxes×classes and N×boxes×4, level by level, row by row, anchor by anchor. Such a network
   * has one size; images are scaled into it.
   */
  outputs: z.strictObject({ scores: output, boxes: output }).optional(),
  /**
   * Where anchors lie: one every `stride` pixels, or the cells' share of the image apart, ((c + ½)·width / columns, …), and
   * none larger than the image. The second is the convention of Liu et al. 2016, section 2.2; both are the same where the
   * strides divide the image's sides.
   */
  centres: z.enum(["stride", "image"]).default("stride"),
  /** `deltas` move and stretch an anchor, `corners` are left, top, right and bottom as shares of the input's size. */
  boxes: z.enum(["deltas", "corners"]).default("deltas"),
  variances,
  threshold: share,
  thresholds,
  /** Most overlap of two boxes of a class. */
  nms: share,
  /** Most boxes of an image of `proposalsPer`, or of the input's size: a larger one has as many in each part of that size. */
  proposals: length.optional(),
  proposalsPer: imageSize.optional(),
  pyramid: pyramidCard.optional(),
};

/** Region proposals: objects of any class. Source: Ren et al. 2015 (Faster R-CNN), section 3.1. */
export const rpnHead = z.strictObject({ kind: z.literal("rpn"), ...anchored });

/** Single shot detector: maps for objects of several sizes. Source: Liu et al. 2016 (SSD), section 2. */
export const ssdHead = z.strictObject({ kind: z.literal("ssd"), ...anchored });

const namesOutputs = ({ levels, outputs }: Pick<z.infer<typeof ssdHead>, "levels" | "outputs">) =>
  outputs
    ? levels.every(({ scores, boxes }) => !scores && !boxes)
    : levels.every(({ scores, boxes }) => scores && boxes);

type Named = Pick<z.infer<typeof pnetHead>, "classes" | "background" | "thresholds"> & {
  readonly kinds?: readonly string[] | undefined;
};

/** Of a class that is not there, or means "nothing here", there are no boxes. */
const unknownThresholds = ({ classes, background, thresholds, kinds }: Named): string[] => {
  const labels = kinds ?? classes.filter((_, index) => index !== background);
  return Object.keys(thresholds ?? {}).filter((label) => !labels.includes(label));
};

export const head = z
  .discriminatedUnion("kind", [classifierHead, pnetHead, rpnHead, ssdHead])
  .refine(({ classes, background }) => background === undefined || background < classes.length, {
    message: "background must be the index of a class",
  })
  .superRefine((one, context) => {
    const [label] = unknownThresholds(one);
    if (label !== undefined)
      context.addIssue({
        code: "custom",
        path: ["thresholds"],
        message: `${label} is no class whose objects can be found`,
      });
  })
  .refine((one) => !("levels" in one) || namesOutputs(one), {
    message: "name scores and boxes of every level, or one list of both in outputs",
  })
  .refine(
    (one) => !("levels" in one) || one.outputs !== undefined || one.levels.every(hasNoCells),
    {
      message:
        "rows and columns go with one list in outputs: maps say themselves how large they are",
    },
  );

const hasNoCells = ({ rows, columns }: z.infer<typeof levelCard>): boolean =>
  rows === undefined && columns === undefined;

export type Head = z.infer<typeof head>;
export type PnetHead = z.infer<typeof pnetHead>;
export type AnchoredHead = z.infer<typeof rpnHead> | z.infer<typeof ssdHead>;
export type LevelCard = z.infer<typeof levelCard>;
export type PyramidCard = z.infer<typeof pyramidCard>;
export type StageCard = z.infer<typeof stageCard>;
export type ClassifierHead = z.infer<typeof classifierHead>;
