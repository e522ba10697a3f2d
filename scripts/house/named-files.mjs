/** @file The files that a text names: a map that names what is not there leads astray. */
import { execFileSync } from "node:child_process";

/** @returns those of them that end no path of the project @param root of the project */
export function missingFiles(root, text) {
  const all = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  }).split("\n");
  const named = [...text.matchAll(/`([\w@./-]+\.(?:ts|mjs|svelte|md))`/g)].map(([, name]) => name);
  return [...new Set(named)].filter(
    (name) => !all.some((path) => path === name || path.endsWith(`/${name}`)),
  );
}
