import { describe, expect, it } from "vitest";
import { parseLabels, readLabels } from "../../../src-core/contract/labels.ts";

describe("labels", () => {
  it("come a line each, with Windows' line ends and a byte order mark", () => {
    expect(readLabels(Buffer.from("\uFEFFtench\r\ngoldfish, Carassius auratus\r\n\r\n"))).toEqual([
      "tench",
      "goldfish, Carassius auratus",
    ]);
  });

  it("lose numbers that only count them", () => {
    expect(parseLabels("0: zero\n1: one\n2: two")).toEqual(["zero", "one", "two"]);
    expect(parseLabels("0 zero\n1 one")).toEqual(["zero", "one"]);
    expect(parseLabels("7up\n7 samurai")).toEqual(["7up", "7 samurai"]);
  });

  it("come as JSON: a list, an object by number, or as Keras has them", () => {
    expect(parseLabels('["a", "b"]')).toEqual(["a", "b"]);
    expect(parseLabels('{"1": "b", "0": "a"}')).toEqual(["a", "b"]);
    expect(parseLabels('{"0": ["n01440764", "tench"]}')).toEqual(["tench"]);
  });

  it("are told what is wrong with them", () => {
    expect(() => parseLabels('["a", ')).toThrow("begins like JSON but is none");
    expect(() => parseLabels('{"0": "a", "2": "c"}')).toThrow("none for class 1");
    expect(() => parseLabels('{"0": "a", "1": "b", "0": "c"}')).toThrow("two names for class 0");
    expect(() => parseLabels('{"0": "a", "1": "b", "01": ["x", "c"]}')).toThrow("for class 1");
    expect(() => parseLabels('[{"name": "a"}]')).toThrow("neither a list of names nor an object");
  });
});
