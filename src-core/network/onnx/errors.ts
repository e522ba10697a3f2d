/** @file What is wrong with a network. Messages are one line: see [Note: Names out of files]. */
import { Told } from "../../messages/said.ts";

/** A file that is no ONNX model, or one that lacks what the walk needs. */
export class InvalidModel extends Told {
  override readonly name = "InvalidModel";
}

/** A node that the walk cannot follow: the message names node, operator and shapes. */
export class UnsupportedOperator extends Told {
  override readonly name = "UnsupportedOperator";
}
