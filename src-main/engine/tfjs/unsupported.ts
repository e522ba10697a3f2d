import type { NodeProto } from "../../../src-core/network/onnx.ts";
import { EngineError } from "../engine.ts";

/** What TensorFlow.js is not asked to run here. */
export class Unsupported extends EngineError {
  override readonly name = "Unsupported";

  constructor({ opType, name }: NodeProto, why = "there is no such operator") {
    super(`TensorFlow.js cannot run ${opType} "${name}" (${why}): use another device`);
  }
}
