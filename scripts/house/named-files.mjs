/** @file What a text names of the project: a map that names what is not there leads astray. */
import { execFileSync } from "node:child_process";

/** All paths of the project but those that git ignores. */
export const projectPaths = (root) =>
  execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  })
    .split("\n")
    .filter((path) => path !== "");

const found = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);

/** Files and folders in `code`, be they a part of a command. */
const named = (text) =>
  found(text.replaceAll(/```[\s\S]*?```/g, ""), /`([^`]+)`/g)
    .flatMap((code) => code.split(/\s+/))
    .filter((word) => /^[\w@-][\w@./-]*(\/|\.(ts|mjs|js|svelte|md|py))$/.test(word));

/** Whether a file or a folder is there; a name may leave out where it lies, unless it begins with a folder of the root. */
function isThere(name, paths) {
  const [first] = name.split("/");
  if (paths.some((path) => path.startsWith(`${first}/`)))
    return paths.some((path) => path === name || (name.endsWith("/") && path.startsWith(name)));
  return paths.some((path) =>
    name.endsWith("/") ? `/${path}`.includes(`/${name}`) : `/${path}`.endsWith(`/${name}`),
  );
}

/** Of this project; what stands behind a # is a place in the page. */
const linked = (text) =>
  found(text, /\]\(([^)\s]+)\)/g)
    .filter((target) => !/^([a-z]+:|#)/.test(target))
    .map((target) => target.replace(/#.*/, ""));

const commands = (text) => found(text, /\bnpm run ([\w:-]+)/g);

/**
 * What a text in the root names that is not there: files and folders (in code), targets of links, scripts of npm.
 * @param paths of the project's files, from the root on @param scripts names of npm's
 */
export function misnamed(text, paths, scripts) {
  const isTarget = (target) =>
    paths.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, "")}/`));
  return [
    ...new Set([
      ...named(text).filter((name) => !isThere(name, paths)),
      ...linked(text).filter((target) => !isTarget(target)),
      ...commands(text)
        .filter((name) => !scripts.includes(name))
        .map((name) => `npm run ${name}`),
    ]),
  ];
}
