/** @file A small body that does not come is not waited for. */
import { expect, it } from "vitest";
import { boundedText } from "../../src-main/api/request-body.ts";

const sent = (body: ReadableStream): Request =>
  new Request("http://app/", { method: "POST", body, duplex: "half" });

it("lets go of who stops in the middle", async () => {
  let cancelled = false;
  const body = new ReadableStream({
    start: (sink) => {
      sink.enqueue(new TextEncoder().encode("half"));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  await expect(boundedText(sent(body), 100, 50)).rejects.toMatchObject({
    code: "invalid-request",
    message: "the request's body stops after 4 bytes: nothing more came for 0.05 s",
  });
  await expect.poll(() => cancelled).toBe(true);
});

it("waits for each piece anew, and refuses more than there may be", async () => {
  const pieces = ["a", "b", "c", "d"];
  const slow = (): ReadableStream => {
    let index = 0;
    return new ReadableStream({
      pull: async (sink) => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        const piece = pieces[index++];
        if (piece === undefined) sink.close();
        else sink.enqueue(new TextEncoder().encode(piece));
      },
    });
  };
  expect(await boundedText(sent(slow()), 100, 10_000)).toBe("abcd");
  await expect(boundedText(sent(slow()), 2, 10_000)).rejects.toMatchObject({
    code: "request-too-large",
  });
  expect(await boundedText(new Request("http://app/", { method: "POST" }), 9)).toBe("");
});
