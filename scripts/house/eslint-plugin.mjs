/** @file The house's rules for the linter: arrows run one way, and no files import each other. */
import { relative, sep } from "node:path";
import { circles } from "./circles.mjs";
import { importGraph, isSource, targetOf } from "./imports.mjs";
import { refusal } from "./refusal.mjs";

/** What a node names: a string, or a template without anything in it. */
function nameOf({ source }) {
  const literal = source?.type === "TSLiteralType" ? source.literal : source;
  if (literal?.type === "TemplateLiteral" && literal.quasis.length === 1)
    return literal.quasis[0].value.cooked;
  return typeof literal?.value === "string" ? literal.value : null;
}

/** All ways to import, types among them. @param judge is given the name that is imported, and says what is wrong, or null */
function onImports(context, judge) {
  const visit = (node) => {
    const name = nameOf(node);
    const message = name === null ? null : judge(name);
    if (message) context.report({ node, message });
  };
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
    TSImportType: visit,
  };
}

/** @param root of the project */
export function housePlugin(root) {
  const pathOf = (file) => relative(root, file).split(sep).join("/");
  let known;
  const circleOf = (path) => {
    known ??= circles(importGraph(root));
    return known.find((circle) => circle.includes(path)) ?? [];
  };
  return {
    rules: {
      arrows: {
        create(context) {
          const from = pathOf(context.filename);
          return onImports(context, (name) => refusal(from, name));
        },
      },
      circles: {
        create(context) {
          const from = pathOf(context.filename);
          return onImports(context, (name) => {
            const target = targetOf(from, name);
            if (!target || !isSource(target) || !circleOf(from).includes(target)) return null;
            return target === from
              ? `${from} imports itself`
              : `${from} and ${target} import each other: one idea in two files, or a type in the wrong place`;
          });
        },
      },
    },
  };
}
