/** @file Files chosen in the browser's dialogs, and where they go; a dialog that was cancelled does nothing. */
import { imageAccept } from "../../../src-core/contract/file-kinds.ts";
import { chooseFiles, chooseFolder } from "../../host/choose-files.ts";
import { receiveModel } from "./receive-files.ts";
import type { Workspace } from "./workspace.svelte.ts";

/** An image, or several: a batch. */
export async function openImages(workspace: Workspace): Promise<void> {
  const files = await chooseFiles(imageAccept);
  if (files.length > 0) workspace.openFiles(files);
}

export async function openFolder({ batches }: Workspace): Promise<void> {
  const files = await chooseFolder();
  if (files.length > 0) batches.receiveFolder(files);
}

/** The host says what is wrong with what is no model. */
export async function addModel(workspace: Workspace): Promise<void> {
  const files = await chooseFiles();
  if (files.length > 0) await receiveModel(workspace, files);
}
