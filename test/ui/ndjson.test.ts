import { expect, test } from "vitest";
import { readLines } from "../../src-renderer/host/ndjson.ts";

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (sink) => {
      for (const chunk of chunks) sink.enqueue(chunk);
      sink.close();
    },
  });
}

async function valuesOf(stream: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of readLines(stream)) values.push(value);
  return values;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a line may come in pieces, and a piece may hold several lines", async () => {
  const stream = streamOf(bytes('{"a":'), bytes('1}\n{"b":2}\n\n{"c"'), bytes(":3}"));
  expect(await valuesOf(stream)).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
});

test("a character may be cut in two", async () => {
  const line = bytes('"热力图"\n');
  expect(await valuesOf(streamOf(line.slice(0, 3), line.slice(3)))).toEqual(["热力图"]);
});

test("who stops listening stops the sender", async () => {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (sink) => {
      sink.enqueue(bytes("1\n"));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const line of readLines(stream)) {
    expect(line).toBe(1);
    break;
  }
  expect(cancelled).toBe(true);
});
