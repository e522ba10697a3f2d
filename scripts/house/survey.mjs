/** @file What is not as the house is to be: circles, arrows upwards, files and folders that are too long. */
import { upward } from "./arrows.mjs";
import { circles } from "./circles.mjs";
import { importGraph, parts, sourceFiles } from "./imports.mjs";
import { bounds, measures } from "./measures.mjs";
import { roomGraph } from "./rooms.mjs";

/** @param root of the project */
export function survey(root) {
  const graph = importGraph(root);
  const product = measures(root, sourceFiles(root, parts.product));
  const around = measures(root, sourceFiles(root, parts.around));
  const long = [...product.long, ...around.long];
  const full = [...product.full, ...around.full];
  const faults = [
    ...circles(graph).map((circle) => `import each other: ${circle.join(", ")}`),
    ...circles(roomGraph(graph)).map((circle) => `rooms import each other: ${circle.join(", ")}`),
    ...[...graph].flatMap(([from, targets]) =>
      targets.flatMap((to) => {
        const why = upward(from, to);
        return why ? [`${from} → ${to}: ${why}`] : [];
      }),
    ),
    ...long.map(({ path, lines }) => `${path} has ${lines} lines, the most is ${bounds.longest}`),
    ...full.map(([path, count]) => `${path} has ${count} files, the most is ${bounds.folder}`),
    ...(product.median > bounds.median
      ? [`the median file has ${product.median} lines, the most is ${bounds.median}`]
      : []),
  ];
  return { graph, product, around, faults };
}
