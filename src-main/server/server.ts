/** @file The api over HTTP, for a browser on this machine. */
import { said } from "../../src-core/messages/said.ts";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { UserError } from "../../src-core/contract/failure.ts";
import { why } from "../reason.ts";
import { compressed } from "./compressed.ts";
import type { Guard } from "./guard.ts";
import { createGuard } from "./guard.ts";

/** Milliseconds in which a request's headers have to arrive: who connects and says nothing is let go. */
const patience = 20_000;

export interface RunningServer {
  /** An address that lets a browser in, once. */
  entrance(): string;
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
  const held: { guard?: Guard } = {};
  const server = createAdaptorServer({
    // Which addresses are its own it knows once it listens.
    fetch: (request: Request) => held.guard?.fetch(request) ?? new Response(null, { status: 503 }),
    overrideGlobalObjects: false,
    // Node's own limit of five minutes would cut off a large image that a slow machine is still uploading.
    serverOptions: {
      requestTimeout: 0,
      headersTimeout: patience,
      connectionsCheckingInterval: 5000,
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new UserError("invalid-request", said("api.port-cannot-used", { port, why: why(cause) }), {
          cause,
        }),
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const guard = createGuard(compressed(fetch), (server.address() as AddressInfo).port);
  held.guard = guard;
  return {
    entrance: () => guard.entrance(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        // Streams that are still read would keep it open.
        server.closeAllConnections();
      }),
  };
}
