/** @file Messages over a socket: four bytes of length, then the message as V8 writes it, typed arrays as such. */
import type { Socket } from "node:net";
import { deserialize, serialize } from "node:v8";

const head = 4;

export function sendFrame(socket: Socket, message: unknown): void {
  const body = serialize(message);
  const length = Buffer.alloc(head);
  length.writeUInt32LE(body.length);
  socket.write(length);
  socket.write(body);
}

/** @param listener hears of each message when it is whole */
export function receiveFrame(socket: Socket, listener: (message: unknown) => void): void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = head;
  let inHead = true;
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const all = chunks.length === 1 ? (chunks[0] ?? chunk) : Buffer.concat(chunks, held);
      const part = all.subarray(0, wanted);
      chunks = [all.subarray(wanted)];
      held -= wanted;
      if (!inHead) listener(deserialize(part));
      wanted = inHead ? part.readUInt32LE() : head;
      inHead = !inHead;
    }
  });
}
