/**
 * @file What a file says of its classes, its window and its task, in its metadata.
 * Sources: Ultralytics' exporter (`names`, `imgsz`, `task`, `stride`); `classes`, `labels` and the like of others.
 */
import { toldName, toldNames } from "../told.ts";
import { entriesOf, namesOf } from "./literals.ts";
import type { ModelProto } from "./onnx.ts";

const listing = [
  ...["names", "classes", "labels", "class_names", "class_labels", "categories", "id2label"],
  ...["label2id", "class_to_idx"],
];

/** Longer texts are no lists of classes. */
const longestText = 4 * 2 ** 20;

/** Longest name of a class. */
const longestName = 200;

export interface Said {
  readonly classes?: readonly string[];
  readonly window?: { readonly width: number; readonly height: number };
  /** What else than classification it was made for. */
  readonly task?: string;
  /** Where all this comes from, a line each. */
  readonly lines: readonly string[];
}

/** What the file says; nothing where it says nothing, or nothing that can be read. */
export function saidBy({ metadataProps }: ModelProto): Said {
  const text = (wanted: string): string | undefined =>
    metadataProps.find(
      ({ key, value }) => key.toLowerCase() === wanted && value.length <= longestText,
    )?.value;
  const lines: string[] = [];
  const found = listing.flatMap((key) => {
    const names = namesOf(text(key) ?? "");
    return names ? [{ key, names }] : [];
  })[0];
  const classes = found?.names.map(
    (name, index) => toldName(name.trim(), longestName) || String(index),
  );
  if (found && classes)
    lines.push(
      `${classes.length} classes as the file's metadata "${found.key}" has them: ${toldNames(classes, 6)}`,
    );
  const window = windowOf(text("imgsz") ?? "");
  if (window)
    lines.push(
      `window ${window.width}×${window.height} as the file's metadata "imgsz" has it, where its input leaves it open`,
    );
  const task = text("task")?.trim().toLowerCase();
  const other = task && !["classify", "classification", "image-classification"].includes(task);
  if (other) lines.push(notClassified(task));
  return {
    ...(classes && { classes }),
    ...(window && { window }),
    ...(other && { task }),
    lines,
  };
}

export const notClassified = (task: string): string =>
  `the file's metadata says that it was made to "${toldName(task, 40)}", not to classify windows: its scores are taken as a classifier's`;

/** Ultralytics: `[height, width]`, or one number for both. */
function windowOf(text: string): Said["window"] {
  const sides = (entriesOf(text) ?? [{ key: undefined, value: text.trim() }]).map(
    ({ value }) => value,
  );
  if (sides.length > 2 || !sides.every((side) => /^[1-9]\d{0,4}$/.test(side))) return undefined;
  const [height = NaN, width = height] = sides.map(Number);
  return { width, height };
}
