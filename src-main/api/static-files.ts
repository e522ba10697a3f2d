/** @file The window's own files. */
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import type { Theme } from "../../src-core/contract/settings.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * @param folder the built window, `dist/renderer`
 * @param theme that is chosen: the page has it before anything of it is painted
 */
export function createStaticFiles(
  folder: string,
  theme: () => Theme | undefined,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = normalize(
      join(folder, decodeURIComponent(pathname === "/" ? "/index.html" : pathname)),
    );
    const type = types[extname(path)];
    const content =
      request.method === "GET" && path.startsWith(folder + sep) && type !== undefined
        ? await readFile(path).catch(notThere)
        : null;
    if (!content) return new Response("not found", { status: 404 });
    const isPage = extname(path) === ".html";
    return new Response(isPage ? themed(content, theme()) : new Uint8Array(content), {
      headers: {
        "content-type": type ?? "",
        "cache-control": "no-cache",
      },
    });
  };
}

/** @throws what else kept it from being read, as when too many files are open */
function notThere(cause: unknown): null {
  const { code = "" } = cause as NodeJS.ErrnoException;
  // The last is of a name that no file can have.
  const none = ["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"];
  if (!none.includes(code)) throw cause;
  return null;
}

const themed = (page: Uint8Array, theme: Theme = "auto"): string =>
  new TextDecoder().decode(page).replace("<html ", `<html data-theme="${theme}" `);
