/** @file All that the desktop adds to the page: a dropped file is opened by its path, which the page never sees. */
import { contextBridge, webUtils } from "electron";
import { readHeaderArgument } from "./header-argument.ts";

const [name, value] = readHeaderArgument(process.argv);

/** Answers as the api does; null for a file that has no path (a pasted picture), which the page then uploads. */
async function tell(route: string, path: string): Promise<unknown> {
  if (path === "") return null;
  const response = await fetch(route, {
    method: "POST",
    headers: { "content-type": "application/json", [name]: value },
    body: JSON.stringify({ path }),
  });
  return response.json();
}

/** Of a file out of a chosen folder the folder, whose name is the first part of the file's path from there on. */
function rootOf(file: File): string {
  const path = webUtils.getPathForFile(file);
  const { webkitRelativePath: inFolder } = file;
  if (inFolder === "" || path === "") return path;
  return path.slice(0, path.length - inFolder.length + inFolder.indexOf("/"));
}

contextBridge.exposeInMainWorld("fullconv", {
  open: (file: File) => tell("/api/images/path", webUtils.getPathForFile(file)),
  addFile: (draft: string, file: File) =>
    tell(`/api/drafts/${encodeURIComponent(draft)}/path`, webUtils.getPathForFile(file)),
  addToBatch: (batch: string, file: File) =>
    tell(`/api/batches/${encodeURIComponent(batch)}/path`, rootOf(file)),
});
