import { describe, expect, it } from "vitest";
import { textOf } from "../../../src-core/contract/text.ts";

const text = "a\n猫 𝄞\r\n";
const utf16le = Buffer.from(text, "utf16le");
const utf16be = Buffer.from(utf16le).swap16();
const utf32le = Buffer.from(
  new Uint32Array(Array.from(text, (one) => one.codePointAt(0) ?? 0)).buffer,
);
const utf32be = Buffer.from(utf32le).swap32();
const marked = (mark: readonly number[], bytes: Uint8Array) =>
  Buffer.concat([Buffer.from(mark), bytes]);

describe("textOf", () => {
  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", marked([0xef, 0xbb, 0xbf], Buffer.from(text))],
    ["UTF-16, little end first", marked([0xff, 0xfe], utf16le)],
    ["UTF-16, big end first", marked([0xfe, 0xff], utf16be)],
    ["UTF-32, little end first", marked([0xff, 0xfe, 0, 0], utf32le)],
    ["UTF-32, big end first", marked([0, 0, 0xfe, 0xff], utf32be)],
  ])("reads %s", (_name, bytes) => {
    expect(textOf(bytes)).toBe(text);
  });

  it("has nothing of an empty file", () => {
    expect(textOf(new Uint8Array())).toBe("");
  });

  it.each([
    [
      "UTF-16 without a mark",
      utf16le.subarray(0, 4),
      "control character U+0000 in line 1; save it",
    ],
    ["bytes of another kind", Buffer.from("one\ntwo\x07"), "control character U+0007 in line 2"],
    ["another encoding", Buffer.from("caf\xe9", "latin1"), "is no UTF-8: save it as UTF-8"],
    ["half a character", marked([0xff, 0xfe], utf16le.subarray(0, 3)), "is no UTF-16: save it"],
    ["a cut character", marked([0xff, 0xfe, 0, 0], utf32le.subarray(0, 6)), "is no UTF-32"],
    ["no character at all", marked([0, 0, 0xfe, 0xff], Buffer.from([1, 2, 3, 4])), "is no UTF-32"],
  ])("refuses %s", (_name, bytes, message) => {
    expect(() => textOf(bytes)).toThrow(message);
  });
});
