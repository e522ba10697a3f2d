/** @file The system's dialogs for files and folders. */
import type { OpenDialogOptions } from "electron";
import { BrowserWindow, dialog } from "electron";
import { imageEndings } from "../../src-core/contract/file-kinds.ts";
import type { FileOpener } from "./file-opener.ts";
import type { MenuWords } from "./menu-words.ts";

/** Their shards and external data are found beside them. */
const modelEndings = ["onnx", "json", "npy"];

export type Wanted = "images" | "folders" | "model";

/** One at a time: on Linux nothing keeps the menu's keys from a window under its dialog. */
let isOpen = false;

/** Opens what the user chooses. */
export async function choose(words: MenuWords, opener: FileOpener, wanted: Wanted): Promise<void> {
  if (isOpen) return;
  isOpen = true;
  const options = optionsOf(words)[wanted];
  const [window] = BrowserWindow.getAllWindows();
  try {
    const { filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    void opener.open(filePaths);
  } finally {
    isOpen = false;
  }
}

/** On Windows and Linux a dialog is either for files or for folders. */
const optionsOf = (words: MenuWords): Record<Wanted, OpenDialogOptions> => {
  const allFiles = { name: words.allFiles, extensions: ["*"] };
  return {
    images: {
      title: words.openTitle,
      properties: ["openFile", "multiSelections"],
      filters: [{ name: words.images, extensions: [...imageEndings] }, allFiles],
    },
    folders: { title: words.openFolderTitle, properties: ["openDirectory", "multiSelections"] },
    model: {
      title: words.addModelTitle,
      properties: ["openFile", "multiSelections"],
      filters: [{ name: words.models, extensions: modelEndings }, allFiles],
    },
  };
};
