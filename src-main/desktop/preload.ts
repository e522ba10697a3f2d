/** @file All that the desktop adds to the page: a dropped file is opened by its path, which the page never sees. */
import { contextBridge, webUtils } from "electron";
import { readHeader } from "./header-argument.ts";

const [name, value] = readHeader(process.argv);

/** Answers as the door does; null for a file that has no path (a pasted picture), which the page then uploads. */
async function tell(route: string, file: File): Promise<unknown> {
  const path = webUtils.getPathForFile(file);
  if (path === "") return null;
  const response = await fetch(route, {
    method: "POST",
    headers: { "content-type": "application/json", [name]: value },
    body: JSON.stringify({ path }),
  });
  return response.json();
}

contextBridge.exposeInMainWorld("fullconv", {
  open: (file: File) => tell("/api/images/path", file),
  addFile: (draft: string, file: File) =>
    tell(`/api/drafts/${encodeURIComponent(draft)}/path`, file),
});
