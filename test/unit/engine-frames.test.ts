import { createServer, connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { once } from "node:events";
import { serialize } from "node:v8";
import { expect, it } from "vitest";
import { receiveFrame, sendFrame } from "../../src-main/engine/frames.ts";
import { randomNumbers } from "../../src-core/random.ts";

it("brings messages over whole and in order, however the bytes are cut", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const sender = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const [receiver] = (await once(server, "connection")) as [Socket];
  const uniform = randomNumbers(5);
  const messages = [0, 1, 3, 70_000, 2, 1_500_000].map((length, index) => ({
    index,
    data: Float32Array.from({ length }, uniform),
    bytes: new Uint8Array(length).fill(index),
  }));
  const got: unknown[] = [];
  const all = new Promise<void>((resolve) => {
    receiveFrame(receiver, (message) => {
      if (got.push(message) === messages.length) resolve();
    });
  });
  for (const message of messages) sendFrame(sender, message);
  await all;
  expect(serialize(got).equals(serialize(messages))).toBe(true);
  sender.destroy();
  server.close();
});
