/** @file All that the desktop adds to the page: a dropped file is opened by its path, which the page never sees. */
import { contextBridge, webUtils } from "electron";
import { readHeader } from "./header-argument.ts";

const [name, value] = readHeader(process.argv);

contextBridge.exposeInMainWorld("fullconv", {
  /** Answers as the door does; null for a file that has no path (a pasted picture), which the page then uploads. */
  async open(file: File): Promise<unknown> {
    const path = webUtils.getPathForFile(file);
    if (path === "") return null;
    const response = await fetch("/api/images/path", {
      method: "POST",
      headers: { "content-type": "application/json", [name]: value },
      body: JSON.stringify({ path }),
    });
    return response.json();
  },
});
