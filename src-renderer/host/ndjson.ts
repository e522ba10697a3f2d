/** @file Newline-delimited JSON, line by line, as it arrives. */

/**
 * The values of a stream, one per line; a last line without a newline counts, empty lines do not.
 * @throws SyntaxError on a line that is no JSON
 */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  // A line may come in hundreds of chunks (100,000 detections): each chunk is looked through once.
  let parts: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const [head = "", ...ends] = (
        done ? decoder.decode() + "\n" : decoder.decode(value, { stream: true })
      ).split("\n");
      parts.push(head);
      for (const next of ends) {
        const line = parts.join("");
        parts = [next];
        if (line.trim() !== "") yield JSON.parse(line) as unknown;
      }
      if (done) return;
    }
  } finally {
    // Who stops listening early also stops the sender.
    await reader.cancel().catch(() => undefined);
  }
}
