/** @file A name server that knows every name: each leads to this machine. What was asked for is kept. */
import { createSocket } from "node:dgram";

export interface Resolver {
  /** Names that were asked for, in their order. */
  readonly names: readonly string[];
  close(): void;
}

const port = 53;
const [recordA, headerLength] = [1, 12];

/** Listens on 127.0.0.1:53, which a network namespace of one's own allows. */
export async function startResolver(): Promise<Resolver> {
  const names: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, { port: from, address }) => {
    const { name, end, type } = questionOf(query);
    names.push(name);
    socket.send(answer(query, end, type), from, address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, "127.0.0.1", resolve);
  });
  return { names, close: () => socket.close() };
}

/** Source: RFC 1035, section 4.1.2. */
function questionOf(query: Buffer): { name: string; end: number; type: number } {
  const labels: string[] = [];
  let at = headerLength;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** One A record, 127.0.0.1, for questions of type A; none for the others. Source: RFC 1035, section 4.1.3. */
function answer(query: Buffer, end: number, type: number): Buffer {
  const count = type === recordA ? 1 : 0;
  const header = Buffer.from(query.subarray(0, headerLength));
  header.writeUInt16BE(0x8180, 2); // a response, recursion done, no error
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(count, 6);
  header.writeUInt32BE(0, 8);
  const record = Buffer.from([0xc0, headerLength, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
  return Buffer.concat([header, query.subarray(headerLength, end), ...(count ? [record] : [])]);
}
