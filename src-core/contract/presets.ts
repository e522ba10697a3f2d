/** @file Preprocessing that training scripts have in common, under names that can be chosen. */
import { z } from "zod";
import type { InputCard } from "./card.ts";

export const presetName = z.enum([
  ...(["unit", "symmetric", "raw", "imagenet", "caffe", "mnist", "mtcnn"] as const),
]);
export type PresetName = z.infer<typeof presetName>;

export type Preset = Pick<InputCard, "scale" | "mean" | "std"> & {
  readonly color?: InputCard["color"];
};

/** A value is `(pixel · scale − mean) / std`, pixel in 0…255. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  /** 0…1: `ToTensor()` of torchvision, `Rescaling(1/255)` of Keras. */
  unit: { scale: 1 / 255, mean: [0], std: [1] },
  /** −1…1: `Normalize(0.5, 0.5)`, MobileNet and Inception of Keras. */
  symmetric: { scale: 1 / 127.5, mean: [1], std: [1] },
  /** 0…255 as it is. */
  raw: { scale: 1, mean: [0], std: [1] },
  /** torchvision's classifiers. */
  imagenet: {
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    color: "rgb",
  },
  /** Caffe's classifiers (AlexNet, VGG): blue first, the mean colour of ImageNet taken off. */
  caffe: { scale: 1, mean: [103.939, 116.779, 123.68], std: [1, 1, 1], color: "bgr" },
  /** `Normalize(0.1307, 0.3081)` of the usual MNIST example. */
  mnist: { scale: 1 / 255, mean: [0.1307], std: [0.3081], color: "gray" },
  /** (pixel − 127.5) / 128 */
  mtcnn: { scale: 1, mean: [127.5], std: [128] },
};

/**
 * The preset for a network of `channels`: a number for all channels is repeated. Most are made for no order of colours: those
 * name none, of three channels.
 * @returns undefined where the preset is made for another number of channels
 */
export function presetFor(name: PresetName, channels: number): Preset | undefined {
  const { scale, mean, std, color = channels === 1 ? "gray" : undefined } = presets[name];
  const fits = color === undefined || (color === "gray") === (channels === 1);
  if (!fits || (channels !== 1 && channels !== 3)) return undefined;
  const each = (values: readonly number[]): number[] =>
    Array.from({ length: channels }, (_, index) => values[index] ?? values[0] ?? 0);
  return { scale, mean: each(mean), std: each(std), ...(color ? { color } : {}) };
}
