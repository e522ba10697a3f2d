/** @file Where the strips or tiles of a TIFF lie: inside the file, and over nothing else. */
import type { TiffDirectory } from "./tiff-directory.ts";
import { tags } from "./tiff-directory.ts";
import type { TiffLayout } from "./tiff-layout.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** @throws Error where one is not in the file, is cut off, or lies over another or over the directory */
export function checkPlaces(size: number, directory: TiffDirectory, layout: TiffLayout): void {
  const what = layout.tiled ? "tile" : "strip";
  const parts = layout.segments.map(({ at: start, bytes, needed }, index): Span => {
    const count = layout.compression === 1 ? Math.min(bytes, needed) : bytes;
    if (start === 0 || count === 0) throw new Error(`its ${what} ${index} is not in the file`);
    if (start + count > size)
      throw new Error(
        `its ${what} ${index} ends at byte ${start + count}, the file at ${size}: it is cut off`,
      );
    return { start, end: start + count };
  });
  checkValues(directory);
  const others = takenBy(directory);
  for (const { start, end } of others) {
    const over = parts.find((part) => part.start < end && start < part.end);
    if (over)
      throw new Error(`a ${what} lies over its directory at byte ${over.start}: it is damaged`);
  }
  parts.sort(inOrder);
  for (const [index, { start, end }] of parts.entries()) {
    const before = parts[index - 1];
    if (!before || start >= before.end) continue;
    const isSame = before.start === start && before.end === end;
    const all = [...others, ...parts, { start: size, end: size }];
    if (!isSame || (directory.next === 0 && hasGap(all, end - start)))
      throw new Error(`two of its ${what}s lie over one another at byte ${start}: it is damaged`);
  }
}

/** Values that lie outside of their entries, as a colour map does. @throws Error where they lie over the header or the directory */
function checkValues({ big, at, length, entries }: TiffDirectory): void {
  const [pointer, head] = big ? [8, 16] : [4, 8];
  for (const [name, entry] of entries) {
    const end = entry.at + entry.bytes.length;
    const isApart = entry.bytes.length <= pointer || entry.at >= at + length || end <= at;
    if (!isApart || entry.at < head)
      throw new Error(`the values of its tag ${tags[name]} lie over its directory: it is damaged`);
  }
}

/**
 * Some writers store equal strips or tiles once, and name them several times. Where that is no accident, the file has nothing of their
 * length that is not named: that would be what a damaged entry named before. Only of a file with one image can this be said.
 */
function hasGap(spans: readonly Span[], length: number): boolean {
  let end = 0;
  for (const span of [...spans].sort(inOrder)) {
    if (span.start - end >= length) return true;
    end = Math.max(end, span.end);
  }
  return false;
}

const inOrder = (one: Span, other: Span): number => one.start - other.start || one.end - other.end;

/** The header, the directory, and what the directory names beside the pixels. */
const takenBy = ({ big, at, length, entries }: TiffDirectory): Span[] => [
  { start: 0, end: big ? 16 : 8 },
  { start: at, end: at + length },
  ...[...entries.values()].map((entry) => ({
    start: entry.at,
    end: entry.at + entry.bytes.length,
  })),
];
