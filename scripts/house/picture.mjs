/** @file The picture of the rooms and their arrows, as Mermaid: drawn from the imports, and so always true. */
import { opened, roomGraph } from "./rooms.mjs";

const [start, end] = ["<!-- drawn by: npm run house -- --write -->", "<!-- end of the picture -->"];

/** Without the arrows that go without saying: what is reached over another room is not drawn a second time. */
function reduced(rooms) {
  const reaches = (from, to, seen = new Set()) =>
    (rooms.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return [...rooms].flatMap(([from, targets]) =>
    targets
      .filter((to) => !targets.some((other) => other !== to && reaches(other, to)))
      .map((to) => [from, to]),
  );
}

const id = (room) => room.replaceAll(/[^a-z0-9]/g, "_");
const nameOf = (room) => room.slice(room.lastIndexOf("/") + 1).replace(/\.ts$/, "");

function group(part, rooms) {
  const isInside = (room) => room.slice(0, room.lastIndexOf("/")) === part;
  const own = rooms.filter((room) => isInside(room) && !opened.includes(room));
  return [
    `subgraph ${id(part)}["${nameOf(part)}"]`,
    ...own.map((room) => `${id(room)}["${nameOf(room)}"]`),
    ...opened.filter(isInside).flatMap((inner) => group(inner, rooms)),
    "end",
  ];
}

/** @param {Map<string, string[]>} graph of files */
export function picture(graph) {
  const rooms = roomGraph(graph);
  const names = [...new Set([...rooms.keys(), ...[...rooms.values()].flat()])].sort();
  const arrows = reduced(rooms).map(([from, to]) => `${id(from)} --> ${id(to)}`);
  const outer = opened.filter((part) => !part.includes("/"));
  return ["flowchart TB", ...outer.flatMap((part) => group(part, names)), ...arrows].join("\n");
}

/** @throws Error where the text has no place for it */
export function withPicture(text, mermaid) {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`CONTRIBUTING.md has no place for the picture: ${start} … ${end}`);
  const fence = "```";
  return `${text.slice(0, from + start.length)}\n\n${fence}mermaid\n${mermaid}\n${fence}\n\n${text.slice(to)}`;
}
