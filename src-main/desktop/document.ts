/** @file The window as macOS shows a document: its file behind the title, and a dot while work would be lost. */
import type { BrowserWindow } from "electron";
import type { ToldState } from "./told-state.ts";

/** @param pathOf the path of an image by its id; null where it has none of the user's */
export function showDocument(
  window: Pick<BrowserWindow, "setRepresentedFilename" | "setDocumentEdited">,
  told: ToldState,
  pathOf: (image: string) => string | null,
): void {
  told.onChange(({ image, pass }) => {
    window.setRepresentedFilename((image === null ? null : pathOf(image)) ?? "");
    window.setDocumentEdited(pass.running);
  });
}
