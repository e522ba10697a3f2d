/** @file The window knows whether its host is there: by the stream, at once, and again when the stream comes back. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenToHost } from "../../src-renderer/host/host-events.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A stream that says that it lives, and ends when the test says so. */
function stream(): { readonly response: Response; readonly end: () => void } {
  let sink: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      sink = controller;
      controller.enqueue(new TextEncoder().encode('{"type":"alive"}\n'));
    },
  });
  return { response: new Response(body), end: () => sink?.close() };
}

test("one that ends is gone when nobody answers any more, and back when somebody does", async () => {
  const [first, second] = [stream(), stream()];
  const fetch = vi
    .fn<() => Promise<Response>>()
    .mockResolvedValueOnce(first.response)
    .mockRejectedValueOnce(new TypeError("refused"))
    .mockRejectedValueOnce(new TypeError("refused"))
    .mockResolvedValueOnce(second.response)
    .mockImplementation(() => new Promise(() => undefined));
  vi.stubGlobal("fetch", fetch);
  const told: boolean[] = [];
  const controller = new AbortController();
  void listenToHost(
    () => undefined,
    controller.signal,
    (isAnswering) => told.push(isAnswering),
  );
  await vi.waitFor(() => {
    expect(told).toEqual([true]);
  });
  first.end();
  await vi.advanceTimersByTimeAsync(300);
  expect(told).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(2100);
  expect(told).toEqual([true, false, false, true]);
  controller.abort();
});
