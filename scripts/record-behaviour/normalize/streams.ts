/** @file Streams and journals, whose lines come as work gets done: what depends on the moment is brought into one order. */

interface Line {
  readonly type?: string;
  readonly path?: string;
  readonly progress?: { readonly phase: string; done: unknown; total: unknown };
}

/** Phases that go on as long as there is time. */
const byTime = new Set(["batch-size", "batched", "turns", "compare", "device"]);

/** Of progress within a phase the last is kept; what a journal tells of an image stays together. */
export function foldedStream(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let phase: string | undefined;
  for (const line of lines) {
    const told = lineOf(line);
    const { progress } = told;
    if (told.type !== "progress" || !progress) kept.push(line);
    else {
      if (byTime.has(progress.phase)) Object.assign(progress, { done: "‹n›", total: "‹n›" });
      kept.splice(phase === progress.phase ? -1 : kept.length, 1, JSON.stringify(told));
    }
    phase = progress?.phase;
  }
  return isJournal(kept) ? byImage(kept) : kept;
}

const isJournal = ([first = ""]: readonly string[]): boolean => lineOf(first).type === "batch";

/** Images are done side by side. */
function byImage(lines: readonly string[]): string[] {
  const keyOf = (line: string): string => lineOf(line).path ?? "";
  return [...lines].sort((one, other) =>
    keyOf(one) < keyOf(other) ? -1 : +(keyOf(one) > keyOf(other)),
  );
}

function lineOf(line: string): Line {
  if (!line.startsWith("{")) return {};
  try {
    return JSON.parse(line) as Line;
  } catch {
    return {};
  }
}

interface BatchLine {
  readonly type: string;
  readonly state?: unknown;
  readonly items?: readonly { readonly index: number }[];
}

/** Of a batch the last state and the last of each row: what comes between depends on the moment. */
export function foldedBatch(text: string): string {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as BatchLine);
  const rows = new Map(lines.flatMap(({ items = [] }) => items.map((row) => [row.index, row])));
  const state = lines.findLast(({ type }) => type === "state");
  const items = [...rows.values()].sort((one, other) => one.index - other.index);
  const others = lines.filter(({ type }) => type !== "state" && type !== "items");
  const kept = [...(state ? [state, { type: "items", items }] : []), ...others];
  return kept.map((line) => `${JSON.stringify(line)}\n`).join("");
}
