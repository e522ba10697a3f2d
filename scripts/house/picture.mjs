/** @file The picture of the rooms and their arrows, as Mermaid: drawn from the imports, and so always true. */

const [start, end] = ["<!-- rooms: drawn by npm run house -- --write -->", "<!-- end of rooms -->"];

/** Rooms that are drawn with the rooms inside them. */
const opened = ["src-core", "src-main", "src-renderer", "src-main/analysis"];

/** The room that stands for a file in the picture: the folder in the innermost opened one; null for a file on its threshold. */
function roomOf(path) {
  const part = opened
    .filter((one) => path.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (part === undefined) return null;
  const [name, ...inside] = path.slice(part.length + 1).split("/");
  return inside.length > 0 ? `${part}/${name}` : null;
}

/** Arrows that go without saying: what is reachable over another room is not drawn a second time. */
function reduced(arrows) {
  const reach = (from, to, seen) =>
    [...(arrows.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && (seen.add(next), reach(next, to, seen))),
    );
  return [...arrows].flatMap(([from, targets]) =>
    [...targets]
      .filter((to) => ![...targets].some((other) => other !== to && reach(other, to, new Set())))
      .map((to) => [from, to]),
  );
}

/** @param {Map<string, string[]>} graph of imports */
export function picture(graph) {
  const arrows = new Map();
  for (const [from, targets] of graph)
    for (const to of targets) {
      const [one, other] = [roomOf(from), roomOf(to)];
      if (one === null) continue;
      const known = arrows.get(one) ?? arrows.set(one, new Set()).get(one);
      if (other !== null && other !== one && !other.startsWith(`${one}/`)) known.add(other);
    }
  const rooms = [
    ...new Set([...arrows.keys(), ...[...arrows.values()].flatMap((to) => [...to])]),
  ].sort();
  const id = (room) => room.replaceAll(/[^a-z]/g, "_");
  const groups = opened.map((part) => {
    const inside = rooms.filter(
      (room) => room.slice(0, room.lastIndexOf("/")) === part && !opened.includes(room),
    );
    const name = part.split("/").at(-1);
    return `subgraph ${id(part)}_rooms["${name}"]\n${inside.map((room) => `    ${id(room)}["${room.split("/").at(-1)}"]`).join("\n")}\n  end`;
  });
  const lines = reduced(arrows).map(([from, to]) => `  ${id(from)} --> ${id(to)}`);
  return ["flowchart TB", ...groups.map((group) => `  ${group}`), ...lines.sort()].join("\n");
}

/** @throws Error where the text has no place for it */
export function withPicture(text, mermaid) {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`CONTRIBUTING.md has no place for the picture: ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n\n\`\`\`mermaid\n${mermaid}\n\`\`\`\n\n${text.slice(to)}`;
}
