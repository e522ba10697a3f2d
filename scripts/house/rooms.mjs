/** @file Rooms and the arrows between them, as the floors name them. */
import { floors } from "./floors.mjs";

const parts = Object.keys(floors);

/** Parts that are drawn with their rooms inside; what lies further in is one room. */
export const opened = ["src-core", "src-main", "src-main/analysis", "src-renderer"];

/** The innermost opened part that a path lies in. */
const partOf = (path) =>
  opened
    .filter((part) => path.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)
    .at(0);

/**
 * The room that a file lies in: a folder, or a single file that a floor names; null for one on the threshold of its part.
 * @param path from the root on
 */
export function roomOf(path) {
  const part = partOf(path);
  if (part === undefined) return null;
  const [name, ...inside] = path.slice(part.length + 1).split("/");
  const isNamed = parts.includes(part) && floors[part].flat().includes(name);
  return inside.length > 0 || isNamed ? `${part}/${name}` : null;
}

/** @param {Map<string, string[]>} graph of files @returns {Map<string, string[]>} of rooms */
export function roomGraph(graph) {
  const rooms = new Map();
  for (const [from, targets] of graph) {
    const room = roomOf(from);
    if (room === null) continue;
    const known = rooms.get(room) ?? new Set();
    rooms.set(room, known);
    for (const other of targets.map(roomOf)) if (other !== null && other !== room) known.add(other);
  }
  return new Map([...rooms].sort().map(([room, others]) => [room, [...others].sort()]));
}
