/** @file The window's own files as small as the browser takes them. */
import { Hono } from "hono";
import { compress } from "hono/compress";

/**
 * Pages, scripts and styles are packed where the browser says that it unpacks. What the api answers is left as it is: progress
 * must not wait until a packet is full, and downloads have a length. In the desktop there is no wire to save.
 */
export function compressed(
  fetch: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  const pages = new Hono();
  pages.use(compress());
  pages.all("*", (context) => fetch(context.req.raw));
  return async (request) =>
    new URL(request.url).pathname.startsWith("/api/") ? fetch(request) : pages.fetch(request);
}
