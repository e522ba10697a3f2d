/** @file What the surgery knows of a network's layers, for a given image. */
import type { NetworkLayer, NetworkLayers } from "../../../src-core/contract/lesson/layers.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { Layer } from "../../../src-core/network/graph/layer.ts";
import { passFlops } from "../../../src-core/network/properties/cost.ts";
import type { Size } from "../../../src-core/size.ts";
import { gridOf } from "../windows/grid.ts";
import type { LoadedModel } from "./model.ts";
import { isLookedInto } from "./model.ts";

/**
 * @param wanted size of the image; one window where it is left out
 * @throws UserError when it is smaller than the window
 */
export function describeLayers(model: LoadedModel, wanted?: Size): NetworkLayers {
  const { card, surgery, detector } = model;
  const { window, layers, horizontal, vertical } = surgery;
  const image = wanted ?? window;
  const hasWindows = headOf(card.head).noWindows === null;
  if (!isLookedInto(detector))
    return { model: card.id, image, window, layers: null, stride: null, flops: null, hasWindows };
  if (!detector) gridOf(surgery, image); // tells of an image that is too small
  return {
    model: card.id,
    image,
    window,
    layers: layers.map((layer) => told(layer, image, window)),
    stride: { x: horizontal.jump, y: vertical.jump },
    flops: { pass: passFlops(layers, image), window: passFlops(layers, window) },
    hasWindows,
  };
}

function told(layer: Layer, image: Size, window: Size): NetworkLayer {
  const { name, operator, was, kernel, stride, dilation, pads, parameters, output } = layer;
  const { horizontal, vertical } = output;
  const cellsOn = ({ width, height }: Size): NetworkLayer["cells"] => ({
    columns: horizontal.count(width),
    rows: vertical.count(height),
  });
  return {
    name,
    operator,
    was: was ?? null,
    kernel: { width: kernel[1], height: kernel[0] },
    stride: { x: stride[1], y: stride[0] },
    dilation: { x: dilation[1], y: dilation[0] },
    pads: { top: pads[0], left: pads[1], bottom: pads[2], right: pads[3] },
    channels: output.channels,
    parameters,
    field: { width: horizontal.size, height: vertical.size },
    jump: { x: horizontal.jump, y: vertical.jump },
    offset: { x: horizontal.offset, y: vertical.offset },
    cells: cellsOn(image),
    cellsOfWindow: cellsOn(window),
    flops: passFlops([layer], image),
    flopsOfWindow: passFlops([layer], window),
  };
}
