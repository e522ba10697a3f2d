/** A file that is no ONNX model, or one that lacks what the walk needs. */
export class InvalidModel extends Error {
  override readonly name = "InvalidModel";
}

/** A node that the walk cannot follow: the message names node, operator and shapes. */
export class UnsupportedOperator extends Error {
  override readonly name = "UnsupportedOperator";
}
