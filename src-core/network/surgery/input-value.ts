/** @file A network's input as the walk begins with it. */
import type { WalkState } from "../graph/rule-context.ts";
import { Context } from "../graph/rule-context.ts";
import type { ImageInput } from "../graph/image-input.ts";
import { pixel } from "../geometry/axis.ts";
import { arranged } from "../geometry/layout.ts";
import { makeNode } from "../onnx/node.ts";
import type { Value } from "../graph/value.ts";
import type { Size } from "../../size.ts";

export const valueOfInput = (image: ImageInput, window: Size): Value => ({
  channels: image.channels,
  height: window.height,
  width: window.width,
  vertical: { ...pixel, completeCells: window.height },
  horizontal: { ...pixel, completeCells: window.width },
  type: image.type,
  layout: layoutOf(image, window),
});

/** The batch counts as one image where the file leaves it open. */
function layoutOf(image: ImageInput, { width, height }: Size): Value["layout"] {
  const extent = { channels: image.channels, height, width };
  const windows = image.batch ?? 1;
  if (image.layout !== "flat") return arranged(image.layout, extent, windows);
  const [batch = [], rows = [], columns = []] = arranged("NHW", extent, windows);
  return [batch, [...rows, ...columns]];
}

/** Writes what turns the input into N×C×H×W, where it is not. A flat input becomes N×1×H×W itself. */
export function arrangeInput(state: WalkState, { name, layout }: ImageInput): void {
  if (layout === "NCHW" || layout === "flat") return;
  const context = new Context(makeNode("Identity", name, [name], [name]), state);
  const planes =
    layout === "NHWC"
      ? context.step("Transpose", "planes", [name], { perm: [0, 3, 1, 2] })
      : context.step("Unsqueeze", "planes", [name, context.addIntegers("axes", [1])]);
  state.names.set(name, planes);
}
