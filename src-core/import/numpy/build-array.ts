/** @file How a pickle makes arrays: `REDUCE` makes an empty one, `BUILD` fills it. Source: numpy, `array_reduce`. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import { noResult } from "./pickle-machine.ts";
import type { Pickled } from "./pickled.ts";
import { Callable, DataType, PickledArray, Sequence, text } from "./pickled.ts";

/** The call of one of the listed callables. @throws InvalidModel for any other call */
export function reduceArray([callable, given]: readonly Pickled[]): Pickled {
  if (callable instanceof Callable && given instanceof Sequence) {
    const [first] = given.items;
    if (callable.does === "dtype") return new DataType(text(first));
    if (callable.does === "reconstruct" && first instanceof Callable && first.does === "ndarray")
      return new PickledArray();
  }
  throw new InvalidModel(said("mtcnn.pickle-calls-something-no"));
}

/** @throws InvalidModel where the state is not one that NumPy writes */
export function buildArray(state: Pickled, target: Pickled): typeof noResult {
  if (!(state instanceof Sequence)) throw new InvalidModel(said("mtcnn.object-state-no-tuple"));
  if (target instanceof DataType) {
    target.order = text(state.items[1]);
    return noResult;
  }
  if (!(target instanceof PickledArray))
    throw new InvalidModel(said("mtcnn.pickle-fills-object-no"));
  const [, shape, type, columnMajor, data] = state.items;
  const holdsData = data instanceof Uint8Array || data instanceof Sequence;
  if (!(shape instanceof Sequence) || !(type instanceof DataType) || !holdsData)
    throw new InvalidModel(said("mtcnn.array-state-version-shape"));
  target.shape = shape.items.map((length) => {
    if (typeof length === "number" && Number.isInteger(length) && length >= 0) return length;
    throw new InvalidModel(said("mtcnn.array-shape-holds-something"));
  });
  target.type = type;
  target.columnMajor = columnMajor === true;
  target.data = data;
  return noResult;
}
