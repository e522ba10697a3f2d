/** @file Who may come in: the browser that was given the secret, from our own page, on this machine. */
import {
  sessionHeader,
  sessionPath,
  ticketParameter,
  ticketPath,
} from "../../src-core/contract/session.ts";
import { failed, refusal, secured } from "../api/responses.ts";
import { boundedText } from "../api/request-body.ts";
import { Session } from "./session.ts";

type Handler = (request: Request) => Promise<Response>;

export interface Guard {
  /** An address that lets a browser in, once. The secret stands behind `#`: no log, proxy or other server sees it. */
  entrance(): string;
  readonly fetch: Handler;
}

/** Bytes of a secret, or of the path of a download. */
const longest = 4096;

/**
 * Checks each request before `inner` sees it:
 * - Host is this server's own address, so that a name that was rebound to 127.0.0.1 does not count;
 * - Origin and the Sec-Fetch headers, where a browser sends them, are our own page's, or of an address that was opened;
 * - what asks the api shows the token for which the secret was exchanged, in a header: other pages of this machine can
 *   neither read nor send it. The page itself holds nothing secret.
 *
 * @param port where the server listens on 127.0.0.1
 */
export function createGuard(inner: Handler, port: number): Guard {
  const session = new Session();
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;

  const exchange = async (request: Request): Promise<Response> => {
    const token = session.enter(await boundedText(request, longest));
    return token === null
      ? refusal(
          "not-let-in",
          "this address was used already, or is not right: start Fullconv again",
        )
      : new Response(token, { headers: { "cache-control": "no-store" } });
  };
  const withTicket = async (request: Request): Promise<Response> => {
    const path = await boundedText(request, longest);
    const url = URL.canParse(path, origin) ? new URL(path, origin) : null;
    if (url?.origin !== origin || !url.pathname.startsWith("/api/"))
      return refusal("invalid-request", "a ticket is for a path of the api");
    const known = url.pathname + url.search;
    const more = `${url.search === "" ? "?" : "&"}${ticketParameter}=${session.ticket(known)}`;
    return new Response(known + more, { headers: { "cache-control": "no-store" } });
  };
  /** A link's. @returns the request that it stands for; null where it was no ticket, or for something else */
  const redeemed = (request: Request, url: URL): Request | null => {
    const ticket = url.searchParams.get(ticketParameter);
    if (ticket === null || request.method !== "GET") return null;
    const { pathname, search } = new URL(url);
    const path = pathname + search.replace(/[?&]ticket=[\w-]*$/, "");
    return session.redeem(ticket, path) ? new Request(new URL(path, origin), request) : null;
  };

  const admit = async (request: Request): Promise<Response> => {
    const { headers } = request;
    const url = new URL(request.url);
    if (headers.get("host") !== host)
      return refusal("not-let-in", "this address is not served here");
    const from = headers.get("origin");
    if ((from !== null && from !== origin) || isForeign(headers))
      return refusal("not-let-in", "requests of other pages are refused");
    if (request.method === "POST" && url.pathname === sessionPath) return exchange(request);
    const isLetIn = session.holds(headers.get(sessionHeader) ?? "");
    const asksTicket = request.method === "POST" && url.pathname === ticketPath;
    if (asksTicket && isLetIn) return withTicket(request);
    if (!asksTicket && !url.pathname.startsWith("/api/")) return inner(request);
    const admitted = isLetIn ? request : redeemed(request, url);
    return admitted === null
      ? refusal("not-let-in", "not let in: open the address that Fullconv printed when it started")
      : inner(admitted);
  };
  return {
    entrance: () => `${origin}/#${session.secret()}`,
    fetch: async (request) => secured(await admit(request).catch(failed)),
  };
}

/** Of a browser, and neither our own page's nor of an address that was opened by hand or from a file. */
function isForeign(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site === null || site === "same-origin" || site === "none") return false;
  return (
    headers.get("sec-fetch-mode") !== "navigate" || headers.get("sec-fetch-dest") !== "document"
  );
}
