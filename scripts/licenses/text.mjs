/** @file The licences of all that is shipped, as one text that can be read. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import parse from "spdx-expression-parse";
import spdx from "spdx-license-list/full.js";

const rule = "-".repeat(80);

const replaceable = `Libraries under the LGPL

libvips and the libraries inside it that are named below as LGPL are used as one shared library that lies as a file of its
own beside the app's archive, in app.asar.unpacked/node_modules/@img: unchanged, but in packages for Linux, where some of its
names are others (CHANGES.libvips.txt tells which and how). You may put another build of it in its place. Its source is that of the projects named with each; how they are put together is
https://github.com/lovell/sharp-libvips, by the version of the package. Who cannot get it there is sent it on request, at
the cost of sending it, for three years: the address is the app's homepage.`;

/** @param components as `components` gives them @returns a section for each, then the text of every licence that is named */
export function licensesText(components) {
  const own = ["Fullconv", readFileSync("LICENSE", "utf8")];
  const sections = components.map(sectionOf);
  const onnxruntime = components.find(({ name }) => name === "onnxruntime-node");
  const notices = onnxruntime
    ? [["ONNX Runtime: notices of third parties", noticesOf(onnxruntime)]]
    : [];
  const named = new Set(components.flatMap(({ license }) => identifiers(parse(license))));
  const texts = [...named]
    .sort()
    .filter((id) => !isOwn(id))
    .map((id) => [id, textOf(id)]);
  return [own, ["", replaceable], ...sections, ...notices, ...texts]
    .map(([title, text]) => `${title}\n\n${text.trim()}\n`.trimStart())
    .join(`\n${rule}\n\n`);
}

function sectionOf({ name, version, license, source, text }) {
  if (text === "" && identifiers(parse(license)).some(isOwn))
    throw new Error(
      `${name} ${version} (${license}) has no licence text with its holders: put one into build/notices`,
    );
  const [blank] = placeholders(text);
  if (blank !== undefined) throw new Error(`the licence of ${name} leaves ${blank} open`);
  return [
    `${name} ${version} (${license})${source ? `, ${source}` : ""}`,
    text || `Under the terms of ${license}: the text stands at the end.`,
  ];
}

/** SPDX has a text to fill in, or none: each component has its own. */
const isOwn = (id) =>
  id.startsWith("LicenseRef-") || askForNotice.has(id) || placeholders(textOf(id)).length > 0;

const askForNotice = new Set("MIT ISC 0BSD HPND NCSA Zlib IJG FTL libtiff libpng-2.0".split(" "));

/** Passages of licences that say how others may use them for works of their own: they are to have blanks. */
const instructions = [
  /APPENDIX: How to apply the Apache License[\s\S]*?limitations under the License\./g,
  /How to Apply These Terms to Your New (?:Libraries|Programs)[\s\S]*$/g,
  // The one that gives credit to FreeType tells what stands in the place of its year.
  /Portions of this software are copyright © <year> The FreeType|Please replace <year> with the value/g,
];

/** @returns what a template leaves open in a text: `<year>`, `[fullname]` and the like */
export function placeholders(text) {
  const terms = instructions.reduce((left, passage) => left.replace(passage, ""), text);
  return (
    terms.match(
      /<(?:year|owner|copyright holders?|name of author|organization)>|\[(?:yyyy|year|fullname|name of copyright owner)\]/gi,
    ) ?? []
  );
}

/** Its npm package carries none: these are of the same release's package for Python. @throws Error where the release is another one */
function noticesOf({ version }) {
  const [major, minor] = version.split(".");
  const path = join("build", "notices", `onnxruntime-${major}.${minor}.txt`);
  if (!existsSync(path))
    throw new Error(
      `${path} is missing: take ThirdPartyNotices.txt out of the wheel of onnxruntime ${version}`,
    );
  return readFileSync(path, "utf8");
}

/** @throws Error for a licence that SPDX does not know */
export function textOf(id) {
  const known = spdx[id];
  if (!known) throw new Error(`${id} is no licence that SPDX knows`);
  return known.licenseText;
}

/** Of an expression, as `MIT AND (BSD-3-Clause OR ISC)` is one. */
export const identifiers = (tree) =>
  "license" in tree ? [tree.license] : [...identifiers(tree.left), ...identifiers(tree.right)];
