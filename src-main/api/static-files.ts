/** @file The window's own files, with the rules that keep it from loading anything else. */
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Nothing from elsewhere, no inline script; styles may be inline, which the deep-zoom viewer needs. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** @param folder the built window, `dist/renderer` */
export function createStaticFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = normalize(
      join(folder, decodeURIComponent(pathname === "/" ? "/index.html" : pathname)),
    );
    const type = types[extname(path)];
    const content =
      request.method === "GET" && path.startsWith(folder + sep) && type !== undefined
        ? await readFile(path).catch(() => null)
        : null;
    if (!content) return new Response("not found", { status: 404 });
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": type ?? "",
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-dns-prefetch-control": "off",
        "cache-control": "no-cache",
      },
    });
  };
}
