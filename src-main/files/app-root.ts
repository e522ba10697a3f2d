/** @file Where the app's own files are: the folder that holds package.json and models/. */
import { Told, said } from "../../src-core/messages/said.ts";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The nearest folder above this code with a package.json: the checkout, the installed package, or the app's archive. */
export function appRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    if (dirname(folder) === folder) throw new Told(said("files.no-package-json"));
    folder = dirname(folder);
  }
  return folder;
}

export const modelsFolder = (): string => join(appRoot(), "models");

/** Version of package.json. */
export function appVersion(): string {
  const text = readFileSync(join(appRoot(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** The code of the process that reads images in tiles, as it was built. */
export const picturesScript = (): string => join(appRoot(), "dist", "pictures.js");

/** The code of a device's process, as it was built. */
export const deviceScript = (): string => join(appRoot(), "dist", "device.js");

/** The engine process's code, as it was built. */
export const workerScript = (): string => join(appRoot(), "dist", "worker.js");
