/** @file The linter finds fields that are not written plainly, whatever they are wrapped in. */
import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { expect, it } from "vitest";
import { plainFields } from "../../scripts/house/plain-fields.mjs";

function told(code: string): readonly string[] {
  const languageOptions = { parser: tseslint.parser as Linter.Parser };
  const rules: Linter.RulesRecord = { "no-restricted-syntax": ["error", ...plainFields] };
  return new Linter().verify(code, { languageOptions, rules }).map(({ message }) => message);
}

it.each([
  "[this.a, this.b] = [1, 2];",
  "({ x: this.a, y: this.b } = point);",
  "({ x: { y: this.a } } = point);",
  "[[this.a]] = [[1]];",
  "[this.a = 1] = [];",
  "[...this.a] = [];",
  "[this.a.b] = [];",
  "for ([this.a] of list) ;",
])("%s assigns several fields at once", (code) => {
  expect(told(`class A { #a; m() { ${code} } }`)).toEqual(
    code.match(/this/g)?.map(() => "write one assignment for each field"),
  );
});

it.each(["{ x }", "({ x } as P)", "({ x } satisfies P)", "({ x } as unknown as P)", "{ x }!"])(
  "...%s is the literal's properties",
  (inner) => {
    expect(told(`const all = { y, ...${inner} };`)).toEqual([
      "write the properties of a literal into the object itself",
    ]);
  },
);

it("an array of a literal's elements alone is that literal", () => {
  expect(told("const all = [...[x, y]];")).toEqual([
    "write the elements of a literal into the array itself",
  ]);
});

it.each([
  "const all = [...[x, y], z];",
  "[a[i], a[j]] = [a[j], a[i]];",
  "this.a = 1;",
  "const { x, y } = this.a;",
  "const all = { y, ...(x && { x }), ...(x ? { x } : {}), ...f({ x }) };",
])("%s is plain", (code) => {
  expect(told(`class A { m() { ${code} } }`)).toEqual([]);
});
