/**
 * @file Pickles without Python and without running anything: only what a dict of NumPy arrays needs.
 * Source: CPython, Lib/pickletools.py, protocols 2 to 4. Every operation reads at least one byte and makes at most one
 * object out of bytes that are there, so that time and memory stay in proportion to the file.
 */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import { buildArray, reduceArray } from "./build-array.ts";
import { ByteCursor, latin1 } from "./byte-cursor.ts";
import { PickleMachine, noResult } from "./pickle-machine.ts";
import type { Pickled } from "./pickled.ts";
import { callable, Dictionary, Sequence, text } from "./pickled.ts";

/** Returns what is to be pushed. */
type Operation = (machine: PickleMachine, cursor: ByteCursor) => Pickled | typeof noResult;

function skip(cursor: ByteCursor, count: number): typeof noResult {
  cursor.take(count);
  return noResult;
}

const operations: Readonly<Record<number, Operation>> = {
  0x80: (_, cursor) => skip(cursor, 1), // PROTO
  0x95: (_, cursor) => skip(cursor, 8), // FRAME
  0x63: (_, cursor) => callable(cursor.line(), cursor.line()), // GLOBAL
  0x93: (machine) => stackGlobal(machine.popMany(2)), // STACK_GLOBAL
  0x52: (machine) => reduceArray(machine.popMany(2)), // REDUCE
  0x62: (machine) => buildArray(machine.pop(), machine.top()), // BUILD
  0x4e: () => null, // NONE
  0x88: () => true, // NEWTRUE
  0x89: () => false, // NEWFALSE
  0x4b: (_, cursor) => cursor.byte(), // BININT1
  0x4d: (_, cursor) => cursor.uint16(), // BININT2
  0x4a: (_, cursor) => cursor.int32(), // BININT
  0x55: (_, cursor) => cursor.take(cursor.byte()), // SHORT_BINSTRING
  0x54: (_, cursor) => cursor.take(cursor.uint32()), // BINSTRING
  0x43: (_, cursor) => cursor.take(cursor.byte()), // SHORT_BINBYTES
  0x42: (_, cursor) => cursor.take(cursor.uint32()), // BINBYTES
  0x8e: (_, cursor) => cursor.take(cursor.uint64()), // BINBYTES8
  0x8c: (_, cursor) => latin1(cursor.take(cursor.byte())), // SHORT_BINUNICODE
  0x58: (_, cursor) => latin1(cursor.take(cursor.uint32())), // BINUNICODE
  0x28: (machine) => machine.mark(), // MARK
  0x29: () => new Sequence([]), // EMPTY_TUPLE
  0x85: (machine) => new Sequence(machine.popMany(1)), // TUPLE1
  0x86: (machine) => new Sequence(machine.popMany(2)), // TUPLE2
  0x87: (machine) => new Sequence(machine.popMany(3)), // TUPLE3
  0x74: (machine) => new Sequence(machine.popMarked()), // TUPLE
  0x5d: () => new Sequence([]), // EMPTY_LIST
  0x61: (machine) => machine.append(machine.popMany(1)), // APPEND
  0x65: (machine) => machine.append(machine.popMarked()), // APPENDS
  0x7d: () => new Dictionary(), // EMPTY_DICT
  0x73: (machine) => machine.set(machine.popMany(2)), // SETITEM
  0x75: (machine) => machine.set(machine.popMarked()), // SETITEMS
  0x71: (machine, cursor) => machine.remember(cursor.byte()), // BINPUT
  0x72: (machine, cursor) => machine.remember(cursor.uint32()), // LONG_BINPUT
  0x94: (machine) => machine.remember(), // MEMOIZE
  0x68: (machine, cursor) => machine.recall(cursor.byte()), // BINGET
  0x6a: (machine, cursor) => machine.recall(cursor.uint32()), // LONG_BINGET
};
const stop = 0x2e;

const stackGlobal = ([module, name]: readonly Pickled[]): Pickled =>
  callable(text(module), text(name));

/** @throws InvalidModel at a byte that needs more than arrays, dicts, lists, numbers and texts, and where the file ends early */
export function unpickle(bytes: Uint8Array): Pickled {
  const cursor = new ByteCursor(bytes);
  const machine = new PickleMachine();
  for (;;) {
    const at = cursor.position;
    const code = cursor.byte();
    if (code === stop) return machine.pop();
    const operation = operations[code];
    if (!operation)
      throw new InvalidModel(
        said("mtcnn.byte-pickle-operation-0x", { at, code: code.toString(16) }),
      );
    const made = operation(machine, cursor);
    if (made !== noResult) machine.push(made);
  }
}
