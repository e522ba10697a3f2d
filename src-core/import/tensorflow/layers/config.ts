/** @file Parts of configurations that several layers share. */
import { z } from "zod";
import type { LayerContext } from "../layer-context.ts";
import type { KerasTensor } from "../keras-tensor.ts";

/** Writes a layer's nodes and returns its result. */
export type Emitter = (layer: LayerContext) => KerasTensor;

const positive = z.int().positive();

/** One number for both axes, or height and width. */
export const pair = z.union([
  z.tuple([positive, positive]),
  positive.transform((length): [number, number] => [length, length]),
]);

export const dataFormat = z
  .enum(["channels_last", "channels_first"])
  .nullish()
  .transform((format) => format ?? "channels_last");

export const padding = z.enum(["valid", "same"]);

/** A name, or an object that says one. */
export const activationName = z
  .union([z.string(), z.object({ class_name: z.string() }).transform((said) => said.class_name)])
  .nullish()
  .transform((name) => name ?? "linear");

export const flag = (fallback: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((value) => value ?? fallback);
