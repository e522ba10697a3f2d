/** @file Where TensorFlow's native library lies, if it is installed. */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { appRoot } from "../../files/app-root.ts";
import { userFolder } from "../../files/user-folder.ts";

export type Native = "gpu" | "cpu";

const packages: Readonly<Record<Native, string>> = {
  gpu: "@tensorflow/tfjs-node-gpu",
  cpu: "@tensorflow/tfjs-node",
};

/**
 * Folder of the package, null where it or its native part is missing. It is looked for among the app's own packages and
 * in `tensorflow` of the user's folder, or only in the folder that `FULLCONV_TENSORFLOW` names.
 */
export function nativeHome(kind: Native): string | null {
  const given = process.env["FULLCONV_TENSORFLOW"];
  const folders = given ? [given] : [appRoot(), join(userFolder(), "tensorflow")];
  return folders.map((folder) => homeIn(folder, packages[kind])).find((home) => home) ?? null;
}

function homeIn(folder: string, name: string): string | null {
  try {
    const home = dirname(createRequire(join(folder, "file")).resolve(`${name}/package.json`));
    const builds = readdirSync(join(home, "lib"));
    const isWhole = builds.some((build) => existsSync(join(home, "lib", build, binding)));
    return isWhole ? home : null;
  } catch {
    return null;
  }
}

/** What its install script fetches, or builds. */
const binding = "tfjs_binding.node";
