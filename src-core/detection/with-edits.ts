/** @file Detections as a person corrected them. */
import type { LabelledDetection } from "../contract/analysis.ts";
import type { CorrectedBox, Edit } from "../contract/results/edits.ts";

export interface EditedDetection extends LabelledDetection {
  /** Of one that was added by hand the score is NaN: there is none. */
  readonly edited?: Edit["kind"];
  /** As the network has it, where a person says otherwise. */
  readonly foundAs?: string;
  /** Of one that was added: it is known by this, wherever it is moved. */
  id?: string;
}

type FoundEdit = Exclude<Edit, { kind: "added" }>;

/** Another device gives the same box a few thousandths of a pixel beside it. */
const tolerance = 1 / 16; // pixels of the image

/** What is added first, then what was found, in its order; what was rejected is among it. */
export function withEdits(
  found: readonly LabelledDetection[],
  edits: readonly Edit[],
): readonly EditedDetection[] {
  if (edits.length === 0) return found;
  const added = edits.flatMap((edit) =>
    edit.kind === "added"
      ? [{ ...edit.box, id: edit.id, score: NaN, edited: edit.kind } as const]
      : [],
  );
  const places = placesOf(edits);
  return [
    ...added,
    ...found.map((one): EditedDetection => {
      const edit = editOf(one, places);
      if (!edit) return one;
      if (edit.kind === "rejected") return { ...one, edited: "rejected" };
      return { ...one, label: edit.label, foundAs: one.label, edited: "relabelled" };
    }),
  ];
}

/** Whether two are the same box of the same class. */
export const isSamePlace = (a: CorrectedBox, b: CorrectedBox): boolean =>
  a.label === b.label &&
  (["x", "y", "width", "height"] as const).every((side) => Math.abs(a[side] - b[side]) < tolerance);

/** As the network found it. */
export const asFound = ({
  label,
  foundAs,
  x,
  y,
  width,
  height,
}: EditedDetection): CorrectedBox => ({ label: foundAs ?? label, x, y, width, height });

type Places = ReadonlyMap<string, readonly FoundEdit[]>;

const square = (label: string, x: number, y: number): string => `${x} ${y} ${label}`;

/** By the pixel in which their corners lie: of thousands of boxes each is compared with the few that lie there. */
function placesOf(edits: readonly Edit[]): Places {
  const places = new Map<string, FoundEdit[]>();
  for (const edit of edits) {
    if (edit.kind === "added") continue;
    const { label, x, y } = edit.of;
    const key = square(label, Math.floor(x), Math.floor(y));
    places.set(key, [...(places.get(key) ?? []), edit]);
  }
  return places;
}

function editOf(one: LabelledDetection, places: Places): FoundEdit | undefined {
  const near = (value: number): number[] => [
    ...new Set([Math.floor(value - tolerance), Math.floor(value + tolerance)]),
  ];
  for (const x of near(one.x))
    for (const y of near(one.y)) {
      const edit = places.get(square(one.label, x, y))?.find(({ of }) => isSamePlace(of, one));
      if (edit) return edit;
    }
  return undefined;
}
