/** @file Which commands a few letters mean. */
import fuzzysort from "fuzzysort";

/** A piece of a title, and whether its letters were asked for. */
export interface TitlePart {
  readonly text: string;
  readonly matched: boolean;
}

export interface FoundCommand<T> {
  readonly command: T;
  readonly title: readonly TitlePart[];
}

/**
 * Those whose title has the letters in their order, the best first; all, in the order in which they are listed, where nothing is
 * asked for. What cannot be used comes behind what can.
 */
export function findCommands<T extends { readonly title: string; readonly reason: string | null }>(
  commands: readonly T[],
  asked: string,
): FoundCommand<T>[] {
  const found =
    asked.trim() === ""
      ? commands.map((command) => ({ command, title: [{ text: command.title, matched: false }] }))
      : fuzzysort.go(asked, commands, { key: "title", threshold: 0.2 }).map((result) => ({
          command: result.obj,
          title: result
            .highlight((text) => ({ text, matched: true }))
            .map((part) => (typeof part === "string" ? { text: part, matched: false } : part)),
        }));
  const usable = found.filter(({ command }) => command.reason === null);
  return [...usable, ...found.filter(({ command }) => command.reason !== null)];
}
