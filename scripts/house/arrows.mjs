/** @file Arrows between rooms: which of them run up. */
import { floors } from "./floors.mjs";

/** The room that a file lies in below a part of the house, as the floors name it. */
function roomOf(part, path) {
  const [name] = path.slice(part.length + 1).split("/");
  const plan = floors[part];
  return plan.flat().includes(name) ? name : "*";
}

const floorOf = (part, room) => floors[part].findIndex((rooms) => rooms.includes(room));

/**
 * Why one file may not import another; null where it may.
 * @param from @param to paths from the root on
 */
export function upward(from, to) {
  for (const part of Object.keys(floors)) {
    if (!from.startsWith(`${part}/`) || !to.startsWith(`${part}/`)) continue;
    const [room, other] = [roomOf(part, from), roomOf(part, to)];
    if (floorOf(part, other) < floorOf(part, room))
      return `${part}/${room} imports from no room above it, and ${other} is above`;
  }
  return null;
}
