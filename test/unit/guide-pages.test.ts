/** @file The docs as pages: every link leads somewhere, as it does in Markdown. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildGuide } from "../../scripts/guide/build.mjs";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();

/** @param pages by their paths below the docs */
function built(name: string, pages: Readonly<Record<string, string>>): (page: string) => string {
  const [docs, target] = [join(folder, name, "docs"), join(folder, name, "pages")];
  mkdirSync(join(docs, "guide"), { recursive: true });
  mkdirSync(join(docs, "pictures"));
  writeFileSync(join(docs, "pictures", "window.webp"), "a picture");
  for (const [path, text] of Object.entries(pages)) writeFileSync(join(docs, path), text);
  buildGuide(docs, target);
  return (page) => readFileSync(join(target, page), "utf8");
}

const guide =
  "# The guide\n\n[The window](window.md) and [more](../formats.md#what-is-read-then)\n";

it("leads from page to page, to headings, and shows pictures", () => {
  const page = built("good", {
    "guide/README.md": guide,
    "guide/window.md":
      "# A *window* & more\n\n![w](../pictures/window.webp) [code](../../src/a.ts)\n",
    "formats.md": "# Formats\n\n## What is read, `then`?\n\n## What is read, then\n",
  });
  const first = page("guide/index.html");
  expect(first).toContain('<a href="window.html">The window</a>');
  expect(first).toContain('<a href="../formats.html#what-is-read-then">more</a>');
  expect(first).toContain('<a href="../guide/index.html" aria-current="page">Fullconv</a>');
  const second = page("guide/window.html");
  expect(second).toContain("<title>A *window* &#38; more · Fullconv</title>");
  expect(second).toContain('<h1 id="a-window--more">A <em>window</em> &amp; more</h1>');
  expect(second).toContain('src="../pictures/window.webp"');
  expect(second).toMatch(/> code<\/p>/); // not part of the docs: text alone
  expect(page("pictures/window.webp")).toBe("a picture");
  const formats = page("formats.html");
  expect(formats).toContain('id="what-is-read-then"');
  expect(formats).toContain('id="what-is-read-then-1"');
});

it("refuses a link to a heading that is not there", () => {
  const pages = { "guide/README.md": guide, "guide/window.md": "# W", "formats.md": "# Formats" };
  expect(() => built("bad", pages)).toThrow(
    "docs/guide/README.md: links to formats.md#what-is-read-then, and there is no such heading",
  );
});

it("was made of our own docs with the build: every file that a page links or shows is there", () => {
  const root = "dist/renderer/docs";
  const pages = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(20);
  for (const name of pages)
    for (const [, href = ""] of readFileSync(join(root, name), "utf8").matchAll(
      /(?:href|src)="([^"#:]+)(?:#[^"]*)?"/g,
    ))
      expect(() => readFileSync(join(root, name, "..", href)), `${name}: ${href}`).not.toThrow();
});
