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

/** Of a path the name in a folder that it has there: a file's own, or that of the folder it lies in; null where it lies elsewhere. */
const standIn = (folder, path) =>
  path.startsWith(`${folder}/`) ? `${folder}/${path.slice(folder.length + 1).split("/")[0]}` : null;

const foldersOf = (path) => {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
};

/**
 * Folders, and files beside them, that import each other although no files do: each folder counts as one. So the files beside a
 * folder are either what it stands on or its doors, never both.
 * @param {Map<string, string[]>} graph @returns {string[][]}
 */
export function circlesOfFolders(graph) {
  const known = circles(graph);
  const areInOne = (from, to) =>
    known.some((circle) => circle.includes(from) && circle.includes(to));
  const folders = new Set([...graph.keys()].flatMap(foldersOf));
  return [...folders].sort().flatMap((folder) => {
    const beside = new Map();
    for (const [from, targets] of graph) {
      const one = standIn(folder, from);
      if (one === null) continue;
      const others = beside.get(one) ?? new Set();
      beside.set(one, others);
      for (const to of targets) {
        const other = standIn(folder, to);
        if (other !== null && other !== one && !areInOne(from, to)) others.add(other);
      }
    }
    return circles(new Map([...beside].map(([one, others]) => [one, [...others]])));
  });
}
