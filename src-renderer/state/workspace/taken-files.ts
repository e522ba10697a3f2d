/** @file What becomes of files that were dropped, pasted or chosen: images, a batch of them, a model, or what belongs to one. */
import type { NewModel } from "../add-model/new-model.svelte.ts";
import type { CardsApart } from "../files/files.ts";
import { cardsApart, isImage, isLabels, mayBeCard, sortFiles } from "../files/files.ts";

/** Who takes them. */
interface Taker {
  readonly adding: NewModel | null;
  readonly batches: { takeFiles(files: readonly File[]): void };
  openImages(files: readonly File[]): void;
  addModel(files: readonly [File, ...File[]], labels: File | null, others: readonly File[]): void;
  /** A model's card came without the model. */
  tellCard(name: string): void;
}

/** Images, or the files of a model. */
export async function takeFiles(taker: Taker, files: readonly File[]): Promise<void> {
  take(taker, await cardsApart(files));
}

/** The same at once where none of them has to be read. */
export function takeAtOnce(taker: Taker, files: readonly File[]): void {
  if (files.some(mayBeCard)) void takeFiles(taker, files);
  else take(taker, { cards: [], others: files });
}

/** Whatever was chosen as a model: the host says what is wrong with it. */
export async function takeModel(taker: Taker, files: readonly File[]): Promise<void> {
  const { cards, others: rest } = await cardsApart(files);
  const { model, labels, others } = sortFiles(rest);
  const [first, ...more] = model ?? rest;
  if (first) taker.addModel([first, ...more, ...cards], labels, others);
  else if (cards[0]) taker.tellCard(cards[0].name);
}

function take(taker: Taker, { cards, others: files }: CardsApart): void {
  const { adding, batches } = taker;
  const { model, labels, images, others } = sortFiles(files);
  if (files.length === 0 && cards[0] && !adding) {
    taker.tellCard(cards[0].name);
    return;
  }
  if (cards.length > 0 && adding && !model) void adding.addFiles(cards);
  // While a model is being added, what goes with it is dropped on it.
  const names = files.find(isLabels);
  if (adding?.examined && names && (!model || model[0] === names)) {
    void adding.form.readLabels(names);
    return;
  }
  const pictures = files.filter(isImage);
  if (model) taker.addModel([...model, ...cards], labels, others);
  else if (adding) void adding.addFiles(files.filter((file) => !isImage(file)));
  const isForModel = model !== null || adding !== null;
  if (pictures.length > 1 && !isForModel) batches.takeFiles([...files, ...cards]);
  else if (pictures.length > 0 || !isForModel)
    taker.openImages(isForModel ? pictures : [...images, ...cards]);
}
