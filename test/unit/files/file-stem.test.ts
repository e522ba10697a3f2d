import fc from "fast-check";
import { expect, it } from "vitest";
import { fileStem } from "../../../src-main/files/file-stem.ts";

it.each([
  ["noise.png", "noise"],
  ["中 noise.tar.gz", "中 noise.tar"],
  [".hidden.png", "hidden"],
  ["folder/inner\\a.png", "a"],
  ["..", "image"],
  ["", "image"],
  [". .", "image"],
  ["con.png", "con_"],
  ['a<b>:"|?*\n.png', "a_b_______"],
])("%j is %j", (name, stem) => {
  expect(fileStem(name)).toBe(stem);
});

it("is a name that every system takes, whatever it is made of", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 600 }), (name) => {
      const stem = fileStem(name);
      expect(stem).toMatch(/^[^/\\\0]+$/);
      expect(stem).not.toMatch(/^\.|[. ]$/);
      expect(Buffer.byteLength(stem)).toBeLessThanOrEqual(180);
      expect(Buffer.from(stem).toString()).toBe(stem);
    }),
  );
});

it("keeps two long names apart", () => {
  const long = "ä".repeat(300);
  expect(fileStem(`${long}a.png`)).not.toBe(fileStem(`${long}b.png`));
});
