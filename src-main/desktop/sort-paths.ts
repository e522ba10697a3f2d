/** @file What becomes of files and folders that came together: the same as if they were dropped on the window. */
import { basename } from "node:path";
import { hasImageEnding } from "../../src-core/contract/file-kinds.ts";
import { isModelFile } from "../analysis/models/files/source.ts";

export interface NamedPath {
  readonly path: string;
  readonly isFolder: boolean;
}

export interface SortedPaths {
  /** For a batch. */
  readonly batch: readonly string[];
  /** A model's own file first, then what may belong to it. */
  readonly model: readonly string[];
  /** Shown by itself; of several beside a model the first. */
  readonly image: string | null;
  /** There is room for one model at a time, and for one image beside it. */
  readonly leftOut: readonly string[];
}

const nothing: SortedPaths = { batch: [], model: [], image: null, leftOut: [] };

/** Folders make a batch, and so do several images; a model's files are one model. What is neither is tried as an image. */
export function sortPaths(found: readonly NamedPath[]): SortedPaths {
  const paths = found.map(({ path }) => path);
  if (found.some(({ isFolder }) => isFolder)) return { ...nothing, batch: paths };
  const models = modelsAmong(paths);
  if (models.length > 0) return withModel(models, paths);
  if (paths.filter(hasImageEnding).length > 1) return { ...nothing, batch: paths };
  const image = paths.find(hasImageEnding) ?? paths[0] ?? null;
  return { ...nothing, image, leftOut: paths.filter((path) => path !== image) };
}

function withModel(models: readonly string[], paths: readonly string[]): SortedPaths {
  const [first = "", ...further] = models;
  // MTCNN's networks are a file each, and one model together.
  const others = further.filter((path) => !(isNumpyFile(first) && isNumpyFile(path)));
  const [image = null, ...images] = paths.filter(hasImageEnding);
  const leftOut = [...others, ...images];
  const parts = paths.filter((path) => path !== image && path !== first && !leftOut.includes(path));
  return { batch: [], model: [first, ...parts], image, leftOut };
}

/** A JSON file is a model only where nothing else is: beside an ONNX file it is a card, or names the classes. */
function modelsAmong(paths: readonly string[]): string[] {
  const files = paths.filter(isModelFile).sort((a, b) => basename(a).localeCompare(basename(b)));
  const binary = files.filter((path) => !/\.json$/i.test(path));
  if (binary.length > 0) return binary;
  const json = files.find((path) => /model/i.test(basename(path))) ?? files[0];
  return json === undefined ? [] : [json];
}

const isNumpyFile = (path: string): boolean => /\.npy$/i.test(path);
