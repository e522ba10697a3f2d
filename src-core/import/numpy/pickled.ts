/** @file The few kinds of values that a pickled dict of NumPy arrays is made of. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import { latin1 } from "./byte-cursor.ts";

/** Python 2's strings are bytes, so that names come as bytes too. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Sequence
  | Dictionary
  | Callable
  | DataType
  | PickledArray;

/** A list or a tuple. */
export class Sequence {
  readonly items: Pickled[];

  constructor(items: Pickled[]) {
    this.items = items;
  }
}

export class Dictionary {
  readonly entries = new Map<string, Pickled>();
}

/** One of the names listed below: nothing is ever looked up or run. */
export class Callable {
  readonly does: "reconstruct" | "ndarray" | "dtype";

  constructor(does: Callable["does"]) {
    this.does = does;
  }
}

const callables = new Map<string, Callable["does"]>([
  ["numpy.core.multiarray _reconstruct", "reconstruct"],
  ["numpy._core.multiarray _reconstruct", "reconstruct"],
  ["numpy ndarray", "ndarray"],
  ["numpy dtype", "dtype"],
]);

/** @throws InvalidModel for every name that arrays do not need */
export function callable(module: string, name: string): Callable {
  const does = callables.get(`${module} ${name}`);
  if (!does)
    throw new InvalidModel(
      said("mtcnn.pickle-asks-which-no", { what: printable(`${module}.${name}`) }),
    );
  return new Callable(does);
}

// A name out of an untrusted file must not steer the terminal that prints the error.
const printable = (name: string): string => name.slice(0, 80).replace(/[^\x20-\x7e]/g, "?");

export class DataType {
  readonly code: string;
  /** `<` little-endian, `>` big-endian, `|` neither. */
  order = "|";

  constructor(code: string) {
    this.code = code;
  }
}

export class PickledArray {
  shape: readonly number[] = [];
  type = new DataType("O");
  columnMajor = false;
  data: Uint8Array | Sequence = new Uint8Array();
}

/** A name or a type's code, however it was written. @throws InvalidModel for anything but a short text */
export function text(value: Pickled | undefined): string {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return latin1(value);
  throw new InvalidModel(said("mtcnn.name-needed-where-file"));
}
