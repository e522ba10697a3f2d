/** @file The draft of a card as it is shown and saved: JSON whose short lists stand on one line. */
import type { CardDraft } from "../../src-core/contract/failure.ts";

const value = String.raw`(?:null|-?[\d.e+-]+|"[^"\\]*"|\[[^[\]\n]*\])`;
const shortList = new RegExp(String.raw`\[\n\s+(${value}(?:,\n\s+${value})*)\n\s+\]`, "g");
const longest = 88; // letters

export function formatCard(draft: CardDraft): string {
  let text = JSON.stringify(draft, null, 2);
  // Lists of lists: the inner ones first.
  for (let depth = 0; depth < 2; depth++)
    text = text.replace(shortList, (whole, inner: string) => {
      const line = `[${inner.replace(/,\n\s+/g, ", ")}]`;
      return line.length <= longest ? line : whole;
    });
  return `${text}\n`;
}

/** The message without the draft behind it, and without what the command line has to do. */
export function parseCardFailure(message: string): {
  readonly found: string;
  readonly unused: string;
} {
  const found = /^(.*?)\. It needs a card: /s.exec(message)?.[1] ?? message;
  const unused = /\((the card beside the model is not used: .*?)\): \{"file"/s.exec(message)?.[1];
  return { found: found.replace(/: say it with --window, as \d+x\d+$/, ""), unused: unused ?? "" };
}
