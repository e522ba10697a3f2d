/** @file What is wrong with a network. Messages are one line: see [Note: Names out of files]. */
import { oneLine } from "../../printable.ts";

/** A file that is no ONNX model, or one that lacks what the walk needs. */
export class InvalidModel extends Error {
  override readonly name = "InvalidModel";

  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
  }
}

/** A node that the walk cannot follow: the message names node, operator and shapes. */
export class UnsupportedOperator extends Error {
  override readonly name = "UnsupportedOperator";

  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
  }
}
