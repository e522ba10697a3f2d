/** @file Who may come in: the browser that was given the secret, from our own page, on this machine. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

type Handler = (request: Request) => Promise<Response>;

export interface Guard {
  /** The address that lets a browser in. */
  readonly entrance: string;
  readonly fetch: Handler;
}

const refused = (message: string): Response =>
  new Response(`${message}\n`, { status: 403, headers: { "content-type": "text/plain" } });

/**
 * Checks each request before `inner` sees it:
 * - Host is this server's own address, so that a name that was rebound to 127.0.0.1 does not count;
 * - Origin and Sec-Fetch-Site, where a browser sends them, are our own page's;
 * - the cookie, for which the secret in the URL is exchanged once.
 *
 * @param port where the server listens on 127.0.0.1
 */
export function createGuard(inner: Handler, port: number): Guard {
  const secret = randomBytes(24).toString("base64url");
  const session = randomBytes(24).toString("base64url");
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  // Cookies are shared between ports: the name keeps two servers apart.
  const cookie = `fullconv-${port}`;
  return {
    entrance: `${origin}/?secret=${secret}`,
    fetch: async (request) => {
      const { headers } = request;
      if (headers.get("host") !== host) return refused("this address is not served here");
      const from = headers.get("origin");
      if (from !== null && from !== origin) return refused("requests of other pages are refused");
      const url = new URL(request.url);
      const shown = url.searchParams.get("secret");
      if (request.method === "GET" && url.pathname === "/" && shown !== null) {
        if (!same(shown, secret))
          return refused("the secret is not right: open the address that was printed");
        return new Response(null, {
          status: 303,
          headers: {
            location: "/",
            "set-cookie": `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`,
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",
          },
        });
      }
      const site = headers.get("sec-fetch-site");
      if (site !== null && site !== "same-origin" && site !== "none")
        return refused("requests of other pages are refused");
      if (!same(cookieValue(headers.get("cookie"), cookie), session))
        return refused("not let in: open the address that Fullconv printed when it started");
      return inner(request);
    },
  };
}

function cookieValue(header: string | null, name: string): string {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1] ?? "";
}

/** In a time that tells nothing about where they differ. */
function same(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
