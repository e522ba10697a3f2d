/** @file What is not as the house is to be: circles, arrows upwards, files and folders that are too long. */
import { floorless } from "./arrows.mjs";
import { refusal } from "./refusal.mjs";
import { circles, circlesOfFolders } from "./circles.mjs";
import {
  importGraph,
  isRead,
  looseFiles,
  parts,
  sourceFiles,
  specifierMap,
  targetOf,
  unknownParts,
} from "./imports.mjs";
import { bounds, measures } from "./measures.mjs";

const inCircle = (circle) =>
  circle.length > 1 ? `import each other: ${circle.join(", ")}` : `${circle[0]} imports itself`;

/** @param root of the project */
export function survey(root) {
  const specifiers = specifierMap(root);
  const graph = importGraph(root, specifiers);
  const product = measures(root, sourceFiles(root, parts.product));
  const around = measures(root, sourceFiles(root, parts.around));
  const { long } = measures(root, [...sourceFiles(root, undefined, isRead), ...looseFiles(root)]);
  const full = [...product.full, ...around.full];
  const faults = [
    ...circles(graph).map((circle) => inCircle(circle)),
    ...circlesOfFolders(graph).map((circle) => `rooms import each other: ${circle.join(", ")}`),
    ...[...specifiers].flatMap(([from, names]) =>
      names.flatMap((name) => {
        const why = refusal(from, name);
        return why ? [`${from} → ${targetOf(from, name) ?? name}: ${why}`] : [];
      }),
    ),
    ...[...floorless([...graph.keys()]), ...unknownParts(root)].map(
      (room) => `room ${room} stands on no floor: give it one in scripts/house/floors.mjs`,
    ),
    ...long.map(({ path, lines }) => `${path} has ${lines} lines, the most is ${bounds.longest}`),
    ...full.map(([path, count]) => `${path} has ${count} files, the most is ${bounds.folder}`),
    ...(product.median > bounds.median
      ? [`the median file has ${product.median} lines, the most is ${bounds.median}`]
      : []),
  ];
  return { graph, product, around, faults };
}
