/**
 * @file All that the desktop adds to the page: a dropped file is opened by its path, which the page never sees, and the
 * menu is told what the window is at.
 */
import { contextBridge, webUtils } from "electron";
import { readHeaderArgument } from "./header-argument.ts";

const [header, key] = readHeaderArgument(process.argv);

/** Answers as the api does; null for a file that has no path (a pasted picture), which the page then uploads. */
async function name(route: string, path: string): Promise<unknown> {
  return path === "" ? null : (await tell(route, JSON.stringify({ path }))).json();
}

const tell = (route: string, body: string): Promise<Response> =>
  fetch(route, {
    method: "POST",
    headers: { "content-type": "application/json", [header]: key },
    body,
  });

/** Of a file out of a chosen folder the folder, whose name is the first part of the file's path from there on. */
function rootOf(file: File): string {
  const path = webUtils.getPathForFile(file);
  const { webkitRelativePath: inFolder } = file;
  if (inFolder === "" || path === "") return path;
  return path.slice(0, path.length - inFolder.length + inFolder.indexOf("/"));
}

contextBridge.exposeInMainWorld("fullconv", {
  open: (file: File) => name("/api/images/path", webUtils.getPathForFile(file)),
  addFile: (draft: string, file: File) =>
    name(`/api/drafts/${encodeURIComponent(draft)}/path`, webUtils.getPathForFile(file)),
  addToBatch: (batch: string, file: File) =>
    name(`/api/batches/${encodeURIComponent(batch)}/path`, rootOf(file)),
  tellState: async (state: string) => (await tell("/api/window", state)).ok,
});
