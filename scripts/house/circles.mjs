/**
 * @file Files that import each other, directly or around corners, or themselves. Source: Tarjan 1972, strongly connected components.
 */

/** @param {Map<string, string[]>} graph @returns {string[][]} each circle's files */
export function circles(graph) {
  const index = new Map();
  const lowest = new Map();
  const stack = [];
  const found = [];
  const visit = (path) => {
    index.set(path, index.size);
    lowest.set(path, index.get(path));
    stack.push(path);
    for (const next of graph.get(path) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next))
        lowest.set(path, Math.min(lowest.get(path), lowest.get(next), index.get(next)));
    }
    if (lowest.get(path) !== index.get(path)) return;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1 || graph.get(path)?.includes(path)) found.push(circle.sort());
  };
  for (const path of graph.keys()) if (!index.has(path)) visit(path);
  return found;
}
