import { describe, expect, it } from "vitest";
import { floats, readDictOfArrays } from "../../../src-core/import/numpy/npy.ts";
import { InvalidModel } from "../../../src-core/network/onnx/errors.ts";
import { npyOfLayers, npyOfObjects } from "../../support/models/pickle.ts";

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));
const pickle = (...parts: (number | string)[]): Uint8Array =>
  npyOfObjects(parts.flatMap((part) => (typeof part === "string" ? ascii(part) : [part])));

describe("a pickled dict of arrays", () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 6);

  it("gives names, shapes and values", () => {
    const layers = readDictOfArrays(npyOfLayers({ conv: { biases: { shape: [6], values } } }));
    const biases = layers.get("conv")?.get("biases");
    expect(biases?.shape).toEqual([6]);
    expect(biases && [...floats(biases)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("is read row by row, however it is stored", () => {
    const weights = { shape: [2, 3], values, columnMajor: true };
    const array = readDictOfArrays(npyOfLayers({ a: { weights } }))
      .get("a")
      ?.get("weights");
    expect(array && [...floats(array)]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it("whose bytes do not fill a shape is refused with both numbers", () => {
    const array = readDictOfArrays(npyOfLayers({ a: { b: { shape: [1e5, 1e5], values } } }));
    const stored = array.get("a")?.get("b");
    expect(() => stored && floats(stored)).toThrow("100000×100000 needs 40000000000 bytes, 24 are");
  });
});

describe("anything else is refused, and never run", () => {
  it.each([
    ["a call of the system", pickle(0x80, 2, "cos\nsystem\n", "U\x04true", 0x85, "R.")],
    ["a global off the stack", pickle(0x80, 4, 0x8c, 2, "os", 0x8c, 6, "system", 0x93, ".")],
    ["an inherited name", pickle(0x80, 2, "c__proto__\nconstructor\n.")],
    ["a name of numpy's that makes no array", pickle(0x80, 2, "cnumpy.testing\nrun\n.")],
  ])("%s", (_, bytes) => {
    expect(() => readDictOfArrays(bytes)).toThrow("it was not run");
  });

  it.each([
    ["an operation that objects need", pickle(0x80, 2, 0x81, "."), "operation 0x81"],
    ["a value never made", pickle(0x80, 2, 0x85, "."), "never made"],
    ["a value recalled, never kept", pickle("h", 7, "."), "recalls 7"],
    ["a mark never made", pickle("t."), "never opened"],
    ["a length past the end", pickle("T", 255, 255, 255, 127), "2147483647 bytes are needed"],
    ["a length of 8 bytes", pickle(0x8e, 255, 255, 255, 255, 255, 255, 255, 255), "ends early"],
    ["an endless line", pickle("cnumpy"), "ends early"],
    ["no stop", pickle("N"), "ends early"],
    ["a number in place of the dict", pickle("K", 1, "."), "holds no dict"],
    ["no .npy file", new Uint8Array(100), "not a .npy file (100 bytes)"],
    ["nothing", new Uint8Array(), "not a .npy file (0 bytes)"],
  ])("%s", (_, bytes, message) => {
    expect(() => readDictOfArrays(bytes)).toThrow(InvalidModel);
    expect(() => readDictOfArrays(bytes)).toThrow(message);
  });

  it("an array of plain numbers", () => {
    const bytes = npyOfObjects([]);
    bytes.set(ascii("<f4"), 21);
    expect(() => readDictOfArrays(bytes)).toThrow("<f4");
  });
});
