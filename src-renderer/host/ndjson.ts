/** @file Newline-delimited JSON, line by line, as it arrives. */

/**
 * The values of a stream, one per line; a last line without a newline counts, empty lines do not.
 * @throws SyntaxError on a line that is no JSON
 */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines) if (line.trim() !== "") yield JSON.parse(line) as unknown;
      if (done) return;
    }
  } finally {
    // Who stops listening early also stops the sender.
    await reader.cancel().catch(() => undefined);
  }
}
