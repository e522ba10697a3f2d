/** @file The app's own scheme: pages and api have the same origin. */
import { protocol } from "electron";

const scheme = "fullconv";
const host = "app";

/** Where the window's page is; everything else is elsewhere. */
export const home = `${scheme}://${host}/`;

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      // As https, with answers that arrive while they are made; no service workers, no rules of its own for code.
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}

/** Must be called when the app is ready, before a window asks for its page. */
export function serveScheme(fetch: (request: Request) => Promise<Response> | Response): void {
  protocol.handle(scheme, (request) =>
    new URL(request.url).host === host ? fetch(request) : new Response(null, { status: 404 }),
  );
}
