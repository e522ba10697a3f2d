/** @file A model file before it is used: what can be read off it, what is answered, and what is still to be asked. */
import { message } from "./message.ts";
import { z } from "zod";
import { equalityClass } from "./analysis.ts";
import { card, inputCard } from "./card.ts";
import { classifierHead } from "./heads.ts";
import { notice } from "./notices.ts";
import { presetName } from "./presets.ts";

const length = z.int().positive();
export const window = z.strictObject({ width: length, height: length });

const { color, scale, mean, std, polarity } = inputCard.shape;
const { classes, activation, output } = classifierHead.shape;

/** What a user says of a model; each field takes precedence over what the file says. */
export const answers = z.strictObject({
  window: window.optional(),
  output,
  preset: presetName.optional(),
  color: color.optional(),
  scale: scale.optional(),
  mean: mean.optional(),
  std: std.optional(),
  polarity: polarity.optional(),
  classes: classes.optional(),
  /** Null: none, whatever the file says. */
  background: z.int().nonnegative().nullable().optional(),
  activation: activation.optional(),
});

/** `missing` is what has to be answered before the model can be used. */
export const examined = z.strictObject({
  title: z.string(),
  format: z.enum(["onnx", "tensorflow", "mtcnn"]),
  bytes: length,
  channels: length,
  /** Names of the network's outputs, and the one whose scores are used. */
  outputs: z.array(z.string()),
  output: z.string(),
  window: window.nullable(),
  preprocessing: z.strictObject({ color, scale, mean, std, polarity }).nullable(),
  classes,
  background: z.int().nonnegative().nullable(),
  activation,
  activationReason: z.string(),
  activationSaid: message.optional(),
  /** Name of the card that the file has already, which leaves nothing to be asked. */
  card: z.string().nullable(),
  missing: z.array(z.enum(["window", "preprocessing"])),
  /** What was taken from the file's own metadata, and where from, a line each. */
  lines: z.array(z.strictObject({ reason: z.string(), said: message.optional() })).optional(),
  /** What was answered in an earlier call and is used again. */
  remembered: answers,
  /** What has to be told of all this: what was remembered, assumed, or not used. */
  notices: z.array(notice),
  /** What the surgery found out; null while the window is missing. */
  surgery: z
    .strictObject({
      strideX: length,
      strideY: length,
      parameters: z.int().nonnegative(),
      equality: z.strictObject({
        class: equalityClass,
        reason: z.string(),
        said: message.optional(),
      }),
      /** The window against which a network with ceil-mode pools is exact. */
      exactWindow: window.nullable(),
      /** Largest difference between the converted and the original network on one window of noise; null where no score is a number. */
      oneWindow: z.number().nonnegative().nullable(),
    })
    .nullable(),
});

/** What a model is to be called when it is added to the user's own; by default as its card or its file has it. */
export const naming = z.strictObject({
  id: card.shape.id,
  title: z.string().min(1).max(80).optional(),
});

export type Window = z.infer<typeof window>;
export type Answers = z.infer<typeof answers>;
export type Examined = z.infer<typeof examined>;
export type Naming = z.infer<typeof naming>;
