import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import { EngineError } from "../engine.ts";

/** What TensorFlow.js is not asked to run here. */
export class Unsupported extends EngineError {
  override readonly name = "Unsupported";

  /** @param why absent where there is no such operator at all */
  constructor({ opType, name, output }: NodeProto, why?: string) {
    const label = name === "" ? (output[0] ?? "") : name;
    super(
      `TensorFlow.js cannot run operator ${opType} of node "${label}"${why ? ` (${why})` : ""}: use another device`,
    );
  }
}
