/** @file A page of the docs as HTML that needs nothing beside it but its pictures. */
import { Marked } from "marked";

/** As GitHub names the headings of a page, so that the same links work in both. */
const anchorOf = (text, taken) => {
  const plain = text
    .toLowerCase()
    .replace(/<[^>]*>|&[a-z]+;/g, "")
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
  const count = taken.get(plain) ?? 0;
  taken.set(plain, count + 1);
  return count === 0 ? plain : `${plain}-${count}`;
};

const escaped = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/**
 * @param {string} markdown
 * @param {{ target: (href: string) => string | null, navigation: string, style: string }} options `target` is where a link leads;
 * null for what is not part of the docs, which stays as text
 * @returns {{ html: string, anchors: Set<string> }}
 */
export function page(markdown, { target, navigation, style }) {
  const taken = new Map();
  const anchors = new Set();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const text = this.parser.parseInline(tokens);
        const id = anchorOf(text, taken);
        anchors.add(id);
        return `<h${depth} id="${id}">${text}</h${depth}>\n`;
      },
      link({ href, title, tokens }) {
        const text = this.parser.parseInline(tokens);
        const place = target(href);
        if (place === null) return text;
        return `<a href="${escaped(place)}"${title ? ` title="${escaped(title)}"` : ""}>${text}</a>`;
      },
      table(token) {
        const cell = (name) => (one) => `<${name}>${this.parser.parseInline(one.tokens)}</${name}>`;
        const row = (name) => (cells) => `<tr>${cells.map(cell(name)).join("")}</tr>`;
        // Of its own width: the page does not move sideways.
        return `<div class="table"><table><thead>${row("th")(token.header)}</thead><tbody>${token.rows.map(row("td")).join("")}</tbody></table></div>\n`;
      },
    },
  });
  const body = marked.parse(markdown);
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? "Fullconv";
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · Fullconv</title>
<style>${style}</style>
</head>
<body>
<nav aria-label="Guide">${navigation}</nav>
<main>
${body}</main>
</body>
</html>
`;
  return { html, anchors };
}
