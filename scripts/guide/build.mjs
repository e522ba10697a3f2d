/** @file The docs as pages, for whoever opens Help: docs/**.md → dist/renderer/docs/**.html, with the pictures. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { page } from "./page.mjs";

const style = readFileSync(fileURLToPath(new URL("style.css", import.meta.url)), "utf8");

/** README is a folder's first page. @param {string} path of a page of Markdown */
const htmlOf = (path) => path.replace(/README\.md$/, "index.md").replace(/\.md$/, ".html");

/**
 * @param {string} docs folder
 * @param {string} target folder, made anew by whoever calls
 * @throws Error where a link leads to a page or a heading that is not there
 */
export function buildGuide(docs, target) {
  const files = readdirSync(docs, { recursive: true })
    .map((name) => name.split(sep).join("/"))
    .sort();
  const pages = files.filter((name) => name.endsWith(".md"));
  const built = new Map();
  /** @type {{ from: string, to: string, anchor: string }[]} */
  const links = [];
  for (const name of pages) {
    const folder = posix.dirname(name);
    const toDocs = posix.relative(folder, ".") || ".";
    const { html, anchors } = page(readFileSync(join(docs, name), "utf8"), {
      style,
      navigation: navigation(docs, toDocs, name),
      target(href) {
        if (/^https?:/.test(href)) return href;
        const [path, anchor = ""] = href.split("#");
        const to = path === "" ? name : posix.join(folder, path);
        // The source, and what is for those who work on it, is not part of the guide.
        if (!pages.includes(to)) return null;
        links.push({ from: name, to, anchor });
        return `${path === "" ? "" : htmlOf(path)}${anchor ? `#${anchor}` : ""}`;
      },
    });
    built.set(name, { html, anchors });
  }
  for (const { from, to, anchor } of links)
    if (anchor !== "" && !built.get(to).anchors.has(anchor))
      throw new Error(`docs/${from}: links to ${to}#${anchor}, and there is no such heading`);
  for (const [name, { html }] of built) {
    const path = join(target, htmlOf(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, html);
  }
  cpSync(join(docs, "pictures"), join(target, "pictures"), { recursive: true });
}

/**
 * The chapters of the guide, as its first page has them.
 * @param {string} toDocs way from the page to the docs' folder
 * @param {string} current the page
 */
function navigation(docs, toDocs, current) {
  const first = readFileSync(join(docs, "guide", "README.md"), "utf8");
  const chapters = [...first.matchAll(/\[([^\]]+)\]\(([a-z-]+\.md)\)/g)];
  return [["", "Fullconv", "README.md"], ...chapters]
    .map(([, text, name]) => {
      const mark = current === `guide/${name}` ? ' aria-current="page"' : "";
      return `<a href="${toDocs}/${htmlOf(`guide/${name}`)}"${mark}>${text}</a>`;
    })
    .join("\n");
}
