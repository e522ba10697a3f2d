/** @file Pools, over a window or over everything. An average never counts padding: ONNX's default is TensorFlow's. */
import { z } from "zod";
import { KerasTensor } from "../keras-tensor.ts";
import type { Emitter } from "./config.ts";
import { dataFormat, flag, padding, pair } from "./config.ts";
import { spatialInput } from "./spatial-input.ts";
import type { Slide } from "./slide.ts";
import { slideAttributes, slideSize } from "./slide.ts";

const schema = z.object({
  pool_size: pair.prefault(2),
  strides: pair.nullish(),
  padding: padding.prefault("valid"),
  data_format: dataFormat,
});

export const pool =
  (operator: "MaxPool" | "AveragePool"): Emitter =>
  (layer) => {
    const config = layer.config(schema);
    const input = spatialInput(layer, config.data_format);
    const slide: Slide = {
      kernel: config.pool_size,
      strides: config.strides ?? config.pool_size,
      dilation: [1, 1],
      padding: config.padding,
    };
    const output = layer.emit(operator, [input.name], slideAttributes(layer, slide, input));
    return input.result(output, input.channels, ...slideSize(input, slide));
  };

const globalSchema = z.object({ data_format: dataFormat, keepdims: flag(false) });

export const globalPool =
  (operator: "GlobalMaxPool" | "GlobalAveragePool"): Emitter =>
  (layer) => {
    const { data_format, keepdims } = layer.config(globalSchema);
    const input = spatialInput(layer, data_format);
    const output = layer.emit(operator, [input.name]);
    if (keepdims) return input.result(output, input.channels, 1, 1);
    return new KerasTensor([input.channels], "plain", layer.emit("Flatten", [output], { axis: 1 }));
  };
