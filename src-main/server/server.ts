/** @file The api over HTTP, for a browser on this machine. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";
import type { Guard } from "./guard.ts";
import { createGuard } from "./guard.ts";

export interface RunningServer {
  /** The address that lets a browser in. */
  readonly entrance: string;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 alone.
 * @param port 0 is any free one
 * @throws UserError when the port is taken
 */
export async function startServer(
  fetch: (request: Request) => Promise<Response>,
  port: number,
): Promise<RunningServer> {
  let guard: Guard | null = null;
  const server = createAdaptorServer({
    fetch: (request: Request) => guard?.fetch(request) ?? new Response(null, { status: 503 }),
    overrideGlobalObjects: false,
    // Node's own limit of five minutes would cut off a large image that a slow machine is still uploading.
    serverOptions: { requestTimeout: 0 },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new UserError("invalid-request", `port ${port}: cannot be used (${reason(cause)})`, {
          cause,
        }),
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  guard = createGuard(fetch, (server.address() as AddressInfo).port);
  return {
    entrance: guard.entrance,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        // Streams that are still read would keep it open.
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
