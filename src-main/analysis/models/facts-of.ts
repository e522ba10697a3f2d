/** @file What the surgery tells of a model that is at hand, as lists show it. */
import { receptiveWindow } from "../../../src-core/network/properties/equality.ts";
import { detectorGrid } from "../windows/grid.ts";
import type { ModelFacts } from "./model-facts.ts";
import type { LoadedModel } from "./model.ts";
import { isLookedInto } from "./model.ts";

/** Strides in pixels of the network's input, `bytes` of its files. */
export function factsOf({ surgery, detector, expected, stages, bytes }: LoadedModel): ModelFacts {
  const isKnown = isLookedInto(detector);
  // Anchors of a list that are spread over the image lie fractions of a pixel from whole strides.
  const cells = detector && detectorGrid(detector, surgery.window);
  return {
    strideX: cells ? Math.max(1, Math.round(cells.strideX)) : surgery.horizontal.jump,
    strideY: cells ? Math.max(1, Math.round(cells.strideY)) : surgery.vertical.jump,
    equality: expected,
    exactWindow: expected?.class === "ceil" ? receptiveWindow(surgery) : null,
    parameters: isKnown
      ? [surgery, ...stages.map((stage) => stage.surgery)]
          .flatMap(({ layers }) => layers)
          .reduce((sum, { parameters }) => sum + parameters, 0)
      : null,
    bytes,
  };
}
