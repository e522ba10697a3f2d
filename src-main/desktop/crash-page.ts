/** @file What is shown when the window's page died again as soon as it was loaded anew: no script, only words and a way back. */
import { emptyWindow } from "../../src-core/contract/desktop.ts";
import type { MenuWords } from "./menu-words.ts";

/** Below the app's own address. */
export const crashPath = "/crashed";

export function crashPage(url: URL, words: MenuWords): Response {
  const [reason, code] = ["reason", "code"].map((name) => url.searchParams.get(name) ?? "");
  const html = `<!doctype html>
<html lang="${words.lang}">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Fullconv</title>
<style>
  body { display: grid; place-content: center; gap: 12px; height: 90vh; max-width: 34em; margin: auto; font: 15px system-ui; }
  h1, p { margin: 0; }
  h1 { font-size: 20px; }
  a { justify-self: start; padding: 8px 16px; border-radius: 7px; background: #1f6feb; color: white; text-decoration: none; }
</style>
<h1>${words.crashed}</h1>
<p>${words.crashedDetail}</p>
<p><code>${escaped(`${reason ?? ""} (${code ?? ""})`)}</code></p>
<a href="/?${emptyWindow}" role="button">${words.tryAgain}</a>
</html>
`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
