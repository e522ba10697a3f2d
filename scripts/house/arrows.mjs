/** @file Arrows between rooms: which of them run up, or aside to a room that has to be reached another way. */
import { posix } from "node:path";
import { floors, views } from "./floors.mjs";
import { isSource, isWithin } from "./imports.mjs";

const below = (part, path) => (part === "." ? path : path.slice(part.length + 1));

/**
 * The room that a path stands in below a part of the house, as the floors name it: the innermost of those that are named, "*" for
 * a file that is not, null where there is no floor for it.
 */
export function roomOf(part, path) {
  const inside = below(part, path);
  const names = floors[part].flat();
  const [named] = names
    .filter((name) => isWithin(name, inside))
    .sort((a, b) => b.length - a.length);
  if (named !== undefined) return named;
  return !inside.includes("/") && names.includes("*") ? "*" : null;
}

const floorOf = (part, room) => floors[part].findIndex((rooms) => rooms.includes(room));

/**
 * Why one file may not import another; null where it may.
 * @param from @param to paths from the root on
 */
export function upward(from, to) {
  for (const part of Object.keys(floors)) {
    if (!isWithin(part, from) || !isWithin(part, to)) continue;
    // Pictures and styles belong to a part, and to no room of it.
    if (part !== "." && !isSource(to)) continue;
    const [room, other] = [roomOf(part, from), roomOf(part, to)];
    if (room === null || other === null) continue;
    const name = part === "." ? room : `${part}/${room}`;
    if (floorOf(part, other) < floorOf(part, room))
      return `${name} imports from no room above it, and ${other} is above`;
  }
  return null;
}

/** Why a part may not see a file of another; null where it may. */
export function unseen(from, to) {
  for (const [part, seen] of Object.entries(views))
    if (isWithin(part, from) && ![part, ...seen].some((place) => isWithin(place, to)))
      return `outside of itself ${part} imports from ${seen.join(", ")} alone`;
  return null;
}

/** Folders (or files, where a part has no floor for all others) that stand on no floor. @param paths of source files */
export function floorless(paths) {
  const of = (path, part) =>
    isWithin(part, path) && roomOf(part, path) === null
      ? [posix.join(part, below(part, path).split("/")[0])]
      : [];
  return [
    ...new Set(paths.flatMap((path) => Object.keys(floors).flatMap((part) => of(path, part)))),
  ];
}
