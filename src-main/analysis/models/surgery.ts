/** @file What a card's head needs of its network: the surgery for windows, or the maps of a detector. */
import { said } from "../../../src-core/messages/said.ts";
import type { DetectionHead } from "../../../src-core/detection/heads/detection-head.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { Card } from "../../../src-core/contract/card.ts";
import type { AnchoredHead } from "../../../src-core/contract/heads.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { Size } from "../../../src-core/size.ts";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { Detector } from "../../../src-core/network/surgery/detector.ts";
import { openDetector } from "../../../src-core/network/surgery/detector.ts";
import { openListedDetector } from "../../../src-core/network/surgery/listed-detector.ts";
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import type { Stride } from "../../../src-core/contract/api.ts";

/** What became of a network. */
export interface SurgeryResult {
  readonly surgery: FullyConvolutional;
  /** Null for a head on windows, whose network with its dense layers can be set beside the pass. */
  readonly detector: Detector | null;
}

/** @throws InvalidModel, UnsupportedOperator, UserError where the network does not fit its card */
export function performSurgery(
  model: ModelProto,
  { input, head }: Card,
  stride: Stride,
): SurgeryResult {
  const window = { width: input.width, height: input.height };
  const made = headOf(head);
  if (made.anchored) {
    if (stride === 1)
      throw new UserError(
        "invalid-request",
        said("models.cell-every-pixel-needs", { kind: head.kind }),
      );
    const detector = detectorOf(model, made.anchored, window);
    return { surgery: detector, detector };
  }
  const surgery = convolutionalize(model, { window, stride, outputs: made.outputs });
  checkNumbers(surgery, made);
  return { surgery, detector: null };
}

function detectorOf(model: ModelProto, head: AnchoredHead, window: Size): Detector {
  const { levels, classes, outputs } = head;
  return outputs
    ? openListedDetector(model, head, outputs, window)
    : openDetector(model, levels, classes.length, window);
}

/** @throws UserError where the network has other numbers for a window than the head names */
function checkNumbers({ classes }: FullyConvolutional, head: DetectionHead): void {
  const { planes, planesInWords, labels } = head;
  if (classes === planes.length) return;
  const what = planes.length === labels.length ? "" : said("models.numbers-for-window");
  throw new UserError(
    "invalid-model",
    said("models.card-names-network", { planes: planesInWords, classes, what }),
  );
}
