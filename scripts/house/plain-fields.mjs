/** @file Fields are written plainly, one a line: what saves lines here costs readers. For `no-restricted-syntax` of the linter. */
const literal = "ObjectExpression";
const typed = ":matches(TSAsExpression, TSSatisfiesExpression, TSNonNullExpression)";

export const plainFields = [
  ...["", `${typed} >`, `${typed} > ${typed} >`].map((between) => ({
    selector: `${literal} > SpreadElement > ${between} ${literal}`,
    message: "write the properties of a literal into the object itself",
  })),
  {
    selector: "ArrayExpression[elements.length=1] > SpreadElement > ArrayExpression",
    message: "write the elements of a literal into the array itself",
  },
  {
    selector:
      ":matches(AssignmentExpression, ForOfStatement) > :matches(ArrayPattern, ObjectPattern).left ThisExpression",
    message: "write one assignment for each field",
  },
];
