/** @file Where the strips or tiles of a TIFF lie: inside the file, and over nothing else. */
import { Told, said } from "../../../src-core/messages/said.ts";
import type { TiffDirectory } from "./tiff-directory.ts";
import { tags } from "./tiff-directory.ts";
import type { TiffLayout } from "./tiff-layout.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** @throws Error where one is not in the file, is cut off, or lies over another or over the directory */
export function checkPlaces(size: number, directory: TiffDirectory, layout: TiffLayout): void {
  const what = said(layout.tiled ? "image.tile" : "image.strip");
  const parts = layout.segments.map(({ at: start, bytes, needed }, index): Span => {
    const count = layout.compression === 1 ? Math.min(bytes, needed) : bytes;
    if (start === 0 || count === 0) throw new Told(said("image.part-not-in-file", { what, index }));
    if (start + count > size)
      throw new Told(said("image.part-cut-off", { what, index, start: start + count, size }));
    return { start, end: start + count };
  });
  checkValues(directory);
  const others = takenBy(directory);
  for (const { start, end } of others) {
    const over = parts.find((part) => part.start < end && start < part.end);
    if (over) throw new Told(said("image.part-over-directory", { what, start: over.start }));
  }
  parts.sort(inOrder);
  for (const [index, { start, end }] of parts.entries()) {
    const before = parts[index - 1];
    if (!before || start >= before.end) continue;
    const isSame = before.start === start && before.end === end;
    const all = [...others, ...parts, { start: size, end: size }];
    if (!isSame || (directory.next === 0 && hasGap(all, end - start)))
      throw new Told(said("image.parts-overlap", { what, start }));
  }
}

/** Values that lie outside of their entries, as a colour map does. @throws Error where they lie over the header or the directory */
function checkValues({ big, at, length, entries }: TiffDirectory): void {
  const [pointer, head] = big ? [8, 16] : [4, 8];
  for (const [name, entry] of entries) {
    const end = entry.at + entry.bytes.length;
    const isApart = entry.bytes.length <= pointer || entry.at >= at + length || end <= at;
    if (!isApart || entry.at < head)
      throw new Told(said("image.values-over-directory", { tags: tags[name] }));
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
