/** @file Lines of a file, one at a time: a long file never has to fit into memory. */
import type { FileHandle } from "node:fs/promises";

/** Where a line lies in its file, in bytes. */
export interface Line {
  readonly offset: number;
  readonly length: number;
}

const chunk = 1 << 20;
const newline = 0x0a;

/** Calls for every whole line. @returns where the last one ends; what follows is no whole line */
export async function splitLines(
  file: FileHandle,
  onLine: (text: Buffer, line: Line) => void,
): Promise<number> {
  let offset = 0; // of the line that is being read
  let position = 0;
  let begun: Buffer[] = [];
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(chunk), 0, chunk, position);
    if (bytesRead === 0) return offset;
    let start = 0;
    for (let end = buffer.indexOf(newline); end >= 0 && end < bytesRead;) {
      const text = Buffer.concat([...begun, buffer.subarray(start, end)]);
      onLine(text, { offset, length: text.length });
      offset += text.length + 1;
      begun = [];
      start = end + 1;
      end = buffer.indexOf(newline, start);
    }
    begun.push(buffer.subarray(start, bytesRead));
    position += bytesRead;
  }
}
