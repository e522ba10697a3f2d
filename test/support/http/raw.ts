/** @file Requests as no browser and no `fetch` would send them: what is written is what arrives. */
import { connect } from "node:net";
import type { Socket } from "node:net";

export interface RawAnswer {
  /** 0 where the connection was closed without an answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** @param request with its line ends; the connection is closed by the other side, or after its answer */
export async function sendRaw(port: number, request: string): Promise<RawAnswer> {
  const socket = connect(port, "127.0.0.1");
  const pieces: Buffer[] = [];
  await new Promise<void>((resolve) => {
    socket.on("data", (piece) => pieces.push(piece));
    socket.once("error", () => {
      resolve();
    });
    socket.once("close", () => {
      resolve();
    });
    socket.write(request);
  });
  return parsed(Buffer.concat(pieces).toString("latin1"));
}

/** GET and friends, closed after the answer. @param target as it shall stand in the first line */
export const ask = (
  port: number,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
  body = "",
): Promise<RawAnswer> => {
  const all = { host: `127.0.0.1:${port}`, connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return sendRaw(port, `${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
};

/** Connected, and silent from then on. */
export const halfOpen = (port: number, begun = ""): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.write(begun);
      resolve(socket);
    });
    socket.on("error", () => {
      resolve(socket);
    });
  });

function parsed(text: string): RawAnswer {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0),
    headers: Object.fromEntries(headers),
    text: text.slice(end + 4),
  };
}
