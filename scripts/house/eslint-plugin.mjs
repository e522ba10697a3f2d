/** @file The house's rules for the linter: arrows run one way, and no files import each other. */
import { dirname, posix, relative, sep } from "node:path";
import { upward } from "./arrows.mjs";
import { circles } from "./circles.mjs";
import { importGraph, isSource } from "./imports.mjs";

const onImports = (visit) => ({
  ImportDeclaration: visit,
  ExportNamedDeclaration: (node) => node.source && visit(node),
  ExportAllDeclaration: visit,
});

/** @param root of the project */
export function housePlugin(root) {
  const pathOf = (file) => relative(root, file).split(sep).join("/");
  /** Pictures and styles belong to no room. */
  const targetOf = (from, { source }) =>
    source.value.startsWith(".") && isSource(source.value)
      ? posix.join(dirname(from), source.value)
      : null;
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
          return onImports((node) => {
            const target = targetOf(from, node);
            const message = target && upward(from, target);
            if (message) context.report({ node, message });
          });
        },
      },
      circles: {
        create(context) {
          const from = pathOf(context.filename);
          return onImports((node) => {
            const target = targetOf(from, node);
            if (target === null || !circleOf(from).includes(target)) return;
            const message = `${from} and ${target} import each other: one idea in two files, or a type in the wrong place`;
            context.report({ node, message });
          });
        },
      },
    },
  };
}
