/** @file What the desktop's preload adds to the page; absent in a browser. */

interface FullconvDesktop {
  /**
   * Opens a dropped or chosen file by its path, which the page never sees; answers with an opened image or `{ error }`,
   * and with null for a file that has no path (a pasted picture), which is then uploaded.
   */
  open(file: File): Promise<unknown>;

  /** The same for a file of a model that is about to be added. */
  addFile(draft: string, file: File): Promise<unknown>;

  /** The same for a file or folder of a batch; of a file out of a chosen folder it is the whole folder. */
  addToBatch(batch: string, file: File): Promise<unknown>;

  /** Tells the menu and the rest around the window what the window is at. @param state as JSON */
  tellState(state: string): Promise<unknown>;
}

interface Window {
  readonly fullconv?: FullconvDesktop;
}
