/** @file Files that someone dropped, chose or pasted: which of them are images, which make a model, which name its classes. */
import { largestCard, looksLikeCard } from "../../../src-core/contract/card-file.ts";
import { hasImageEnding } from "../../../src-core/contract/file-kinds.ts";

const labels = /\.(txt|csv|json|names|labels)$/i;

/**
 * By its type, or by its ending: a system that knows no type for a file (TIFF on Windows) leaves it empty. An image of a kind that
 * cannot be read is one, too: the host says by its name why not.
 */
export const isImage = ({ type, name }: File): boolean =>
  type.startsWith("image/") || hasImageEnding(name);

/** The first file that is an image by type or name; else the first, so that the host can say what is wrong with it. */
export const firstImage = (files: readonly File[]): File | undefined =>
  files.find(isImage) ?? files[0];

export interface SeparatedCards {
  readonly cards: readonly File[];
  readonly others: readonly File[];
}

/** Cards are known by what is in them: the names of classes may be a JSON file, too, and so may a model. */
export async function separateCards(files: readonly File[]): Promise<SeparatedCards> {
  const cards: File[] = [];
  for (const file of files) if (await isCard(file)) cards.push(file);
  return { cards, others: files.filter((file) => !cards.includes(file)) };
}

export const mayBeCard = ({ name, size }: File): boolean =>
  /\.json$/i.test(name) && size <= largestCard;

const isCard = async (file: File): Promise<boolean> =>
  mayBeCard(file) && looksLikeCard(file.name, new Uint8Array(await file.arrayBuffer()));

export interface GroupedFiles {
  readonly images: readonly File[];
  /** The model's own file, with what belongs to it: external data, shards, the further networks of a cascade. */
  readonly model: readonly [File, ...File[]] | null;
  readonly labels: File | null;
  /** Further models: there is room for one at a time. */
  readonly others: readonly File[];
}

/** One model of several kinds of files; without any, everything else counts as images. */
export function groupFiles(files: readonly File[]): GroupedFiles {
  const models = modelsAmong(files);
  const [first, ...further] = models;
  if (!first) return { images: files, model: null, labels: null, others: [] };
  const rest = files.filter((file) => !models.includes(file));
  const [pictures, more] = [rest.filter(isImage), rest.filter((file) => !isImage(file))];
  const names = more.find(isLabelsFile) ?? null;
  const parts = more.filter((file) => file !== names);
  // MTCNN's networks are a file each, and one model together.
  const networks = further.filter((file) => isNumpyFile(first) && isNumpyFile(file));
  const others = further.filter((file) => !networks.includes(file));
  return { images: pictures, model: [first, ...networks, ...parts], labels: names, others };
}

const isNumpyFile = ({ name }: File): boolean => /\.npy$/i.test(name);

export const isLabelsFile = ({ name }: File): boolean => labels.test(name);

/** A JSON file is a model only where nothing else is: beside an ONNX file it names the classes. */
function modelsAmong(files: readonly File[]): File[] {
  const binary = files.filter(({ name }) => /\.(onnx|npy)$/i.test(name));
  if (binary.length > 0) return binary.sort((a, b) => a.name.localeCompare(b.name));
  const json = files.filter(({ name }) => /\.json$/i.test(name));
  const model = json.find(({ name }) => /model/i.test(name)) ?? json[0];
  return model ? [model] : [];
}
