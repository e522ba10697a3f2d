/** @file Electron's `protocol`: Chromium knows no scheme of ours, so a loopback server stands in for it. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

type Handler = (request: Request) => Response | Promise<Response>;

interface Privileged {
  readonly scheme: string;
  readonly privileges: Record<string, boolean>;
}

const privileged = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly Privileged[]): void => {
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle: (scheme: string, handler: Handler): void => {
    if (!privileged.has(scheme)) throw new Error(`${scheme} was not registered in time`);
    handlers.set(scheme, handler);
  },
};

export interface Site {
  /** The server's address of an address in the scheme. */
  outside(url: string): string;
  /** And back; other addresses stay as they are. */
  inside(url: string): string;
}

/** @param home an address in a scheme that is handled */
export async function serve(home: string): Promise<Site> {
  const { protocol: scheme, host } = new URL(home);
  const handler = handlers.get(scheme.slice(0, -1));
  if (!handler) throw new Error(`nothing handles ${home}`);
  const within = `${scheme}//${host}`;
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: (request: Request) => {
      const { pathname, search } = new URL(request.url);
      // As Electron's own (lib/browser/api/protocol.ts): without a signal; of an answer that is given up the body is cancelled.
      const { method, headers, body } = request;
      const sent = body ? { body, duplex: "half" as const } : {};
      return handler(new Request(`${within}${pathname}${search}`, { method, headers, ...sent }));
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const without = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    outside: (url) => url.replace(within, without),
    inside: (url) => url.replace(without, within),
  };
}
