/** @file One mutated file through everything that reads a model: what came of it. */
import { UserError } from "../../../src-core/contract/failure.ts";
import type {
  FullyConvolutional,
  SurgeryOptions,
} from "../../../src-core/network/surgery/convolutionalize.ts";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import {
  breakEvenStride,
  passBytes,
  passFlops,
} from "../../../src-core/network/properties/cost.ts";
import { expectedEquality } from "../../../src-core/network/properties/equality.ts";
import { InvalidModel, UnsupportedOperator } from "../../../src-core/network/onnx/errors.ts";
import { imageInput } from "../../../src-core/network/graph/image-input.ts";
import { imageMetadata } from "../../../src-core/network/metadata/image-metadata.ts";
import { readModel, writeModel } from "../../../src-core/network/onnx/model.ts";

export type Outcome = "converted" | "InvalidModel" | "UnsupportedOperator" | "UserError" | "defect";

/** @throws InvalidModel or UnsupportedOperator; anything else is a defect */
export function convert(bytes: Uint8Array, options: SurgeryOptions): FullyConvolutional {
  const model = readModel(bytes);
  const { channels } = imageInput(model);
  imageMetadata(model, channels);
  const surgery = convolutionalize(model, options);
  const { layers, window } = surgery;
  const kind = expectedEquality(surgery).class;
  passFlops(layers, window);
  passBytes(layers, window, channels);
  breakEvenStride(layers, window);
  const cells = surgery.vertical.count(window.height) * surgery.horizontal.count(window.width);
  // À trous, what looks past its window has no cell on it: the app refuses such a network.
  if (cells < 1 && (options.stride !== 1 || kind === "exact"))
    throw new Error("no cell on the window itself");
  readModel(writeModel(surgery.model));
  readModel(writeModel(surgery.classifier.model));
  return surgery;
}

export function outcomeOf(cause: unknown): Outcome {
  if (cause instanceof InvalidModel) return "InvalidModel";
  if (cause instanceof UnsupportedOperator) return "UnsupportedOperator";
  if (cause instanceof UserError && !/Maximum call|RangeError|TypeError/.test(cause.message))
    return wrapped(cause);
  return "defect";
}

/** A reader of files puts its words before what it caught: what that was is what counts. */
function wrapped({ cause }: UserError): Outcome {
  const unexpected = cause instanceof TypeError || cause instanceof RangeError;
  return unexpected ? "defect" : "UserError";
}
