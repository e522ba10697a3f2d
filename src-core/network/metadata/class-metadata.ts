/**
 * @file What a file says of its classes, its window and its task, in its metadata.
 * Sources: Ultralytics' exporter (`names`, `imgsz`, `task`, `stride`); `classes`, `labels` and the like of others.
 */
import type { Message } from "../../messages/template.ts";
import { someNames } from "../../messages/some-names.ts";
import { said } from "../../messages/said.ts";
import { printableName } from "../../printable.ts";
import { entriesOf, namesOf } from "./literals.ts";
import type { ModelProto } from "../onnx/model.ts";

const listing = [
  ...["names", "classes", "labels", "class_names", "class_labels", "categories", "id2label"],
  ...["label2id", "class_to_idx"],
];

/** Longer texts are no lists of classes. */
const longestText = 4 * 2 ** 20;

/** Longest name of a class. */
const longestName = 200;

export interface StatedMetadata {
  readonly classes?: readonly string[];
  readonly window?: { readonly width: number; readonly height: number };
  /** What else than classification it was made for. */
  readonly task?: string;
  /** Of the metadata, where its classes come from. */
  readonly listing?: string;
}

/** What of it a network uses. */
export interface UsedMetadata {
  /** How many classes the network has; undefined while that is not known. */
  readonly classes: number | undefined;
  /** Whether somebody else names them. */
  readonly areNamed: boolean;
  /** Whether the window is the metadata's. */
  readonly window: boolean;
}

/** Where names and window come from, and what is not used, a line each. */
export function metadataLines(stated: StatedMetadata, used: UsedMetadata): Message[] {
  const { classes, listing = "", window, task } = stated;
  const lines: Message[] = [];
  if (classes && !used.areNamed) {
    const count = classes.length;
    const fits = used.classes === undefined || used.classes === classes.length;
    lines.push(
      fits
        ? said("network.metadata-classes", { count, listing, names: someNames(classes, 6) })
        : said("network.metadata-classes-unused", { count, listing, scores: used.classes }),
    );
  }
  if (window && used.window)
    lines.push(said("network.metadata-window", { width: window.width, height: window.height }));
  if (task !== undefined) lines.push(notClassified(task));
  return lines;
}

/** What the file says; nothing where it says nothing, or nothing that can be read. */
export function statedMetadata({ metadataProps }: ModelProto): StatedMetadata {
  const text = (wanted: string): string | undefined =>
    metadataProps.find(
      ({ key, value }) => key.toLowerCase() === wanted && value.length <= longestText,
    )?.value;
  const found = listing.flatMap((key) => {
    const names = namesOf(text(key) ?? "");
    return names ? [{ key, names }] : [];
  })[0];
  const classes = found?.names.map(
    (name, index) => printableName(name.trim(), longestName) || String(index),
  );
  const window = windowOf(text("imgsz") ?? "");
  const task = text("task")?.trim().toLowerCase();
  const other = task && !["classify", "classification", "image-classification"].includes(task);
  return {
    ...(found && classes && { classes, listing: found.key }),
    ...(window && { window }),
    ...(other && { task }),
  };
}

export const notClassified = (task: string): Message =>
  said("network.metadata-task", { task: printableName(task, 40) });

/** Ultralytics: `[height, width]`, or one number for both. */
function windowOf(text: string): StatedMetadata["window"] {
  const sides = (entriesOf(text) ?? [{ key: undefined, value: text.trim() }]).map(
    ({ value }) => value,
  );
  if (sides.length > 2 || !sides.every((side) => /^[1-9]\d{0,4}$/.test(side))) return undefined;
  const [height = NaN, width = height] = sides.map(Number);
  return { width, height };
}
