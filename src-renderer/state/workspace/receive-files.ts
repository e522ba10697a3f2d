/** @file What becomes of files that were dropped, pasted or chosen: images, a batch of them, a model, or what belongs to one. */
import type { Batches } from "../batch/batches.svelte.ts";
import type { SeparatedCards } from "../files/group-files.ts";
import {
  separateCards,
  isImage,
  isLabelsFile,
  mayBeCard,
  groupFiles,
} from "../files/group-files.ts";
import type { Models } from "./models.svelte.ts";
import type { Notifications } from "./notifications.svelte.ts";
import type { ImageOpener } from "./image-opener.svelte.ts";

/** Who may get them. */
interface Receivers {
  readonly models: Pick<Models, "newModel" | "add">;
  readonly batches: Pick<Batches, "receiveFiles">;
  readonly opener: Pick<ImageOpener, "openFirst">;
  readonly notifications: Pick<Notifications, "cardAlone">;
}

/** Images, or the files of a model; at once where none of them has to be read. */
export function receiveFiles(receivers: Receivers, files: readonly File[]): void {
  if (!files.some(mayBeCard)) distribute(receivers, { cards: [], others: files });
  else
    void separateCards(files).then((apart) => {
      distribute(receivers, apart);
    });
}

/** Whatever was chosen as a model: the host says what is wrong with it. */
export async function receiveModel(
  { models, notifications }: Receivers,
  files: readonly File[],
): Promise<void> {
  const { cards, others: rest } = await separateCards(files);
  const { model, labels, others } = groupFiles(rest);
  const [first, ...more] = model ?? rest;
  if (first) models.add([first, ...more, ...cards], labels, others);
  else if (cards[0]) notifications.cardAlone(cards[0].name);
}

function distribute(receivers: Receivers, { cards, others: files }: SeparatedCards): void {
  const { models, batches, opener, notifications } = receivers;
  const { newModel } = models;
  const { model, labels, images, others } = groupFiles(files);
  if (files.length === 0 && cards[0] && !newModel) {
    notifications.cardAlone(cards[0].name);
    return;
  }
  if (cards.length > 0 && newModel && !model) void newModel.addFiles(cards);
  // While a model is being added, what goes with it is dropped on it.
  const names = files.find(isLabelsFile);
  if (newModel?.examined && names && (!model || model[0] === names)) {
    void newModel.form.readLabels(names);
    return;
  }
  const pictures = files.filter(isImage);
  if (model) models.add([...model, ...cards], labels, others);
  else if (newModel) void newModel.addFiles(files.filter((file) => !isImage(file)));
  const isForModel = model !== null || newModel !== null;
  if (pictures.length > 1 && !isForModel) batches.receiveFiles([...files, ...cards]);
  else if (pictures.length > 0 || !isForModel)
    opener.openFirst(isForModel ? pictures : [...images, ...cards]);
}
