/** @file Keys that change results: Del, A, and what takes a change back. */

export type EditKey = "undo" | "redo" | "reject" | "add-box";

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "target">;

/** Fields that text is written into: they have these keys, and their own undo. */
const written: ReadonlySet<string> = new Set([
  "search",
  "text",
  "number",
  "url",
  "email",
  "password",
]);

const isWritten = (target: EventTarget | null): boolean =>
  typeof target === "object" &&
  target !== null &&
  "tagName" in target &&
  (target.tagName === "TEXTAREA" ||
    (target.tagName === "INPUT" &&
      "type" in target &&
      typeof target.type === "string" &&
      written.has(target.type)));

/** Null where it belongs to a list or a field, or asks for something else. */
export function editKey(event: Press): EditKey | null {
  const { ctrlKey, metaKey, altKey, shiftKey, target } = event;
  const key = event.key.toLowerCase();
  if (altKey || isWritten(target)) return null;
  if (ctrlKey || metaKey) {
    if (key === "z") return shiftKey ? "redo" : "undo";
    return key === "y" && !shiftKey ? "redo" : null;
  }
  if (key === "delete") return "reject";
  // A letter jumps to an entry of a list.
  const isList = typeof target === "object" && target !== null && "tagName" in target;
  return key === "a" && !shiftKey && !(isList && target.tagName === "SELECT") ? "add-box" : null;
}
