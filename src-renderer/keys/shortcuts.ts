/** @file Keys that act from anywhere in the window. */
import type { WindowCommand } from "../../src-core/contract/desktop.ts";

export type Shortcut = "open" | Exclude<WindowCommand, "export" | `theme-${string}`>;

const keys = new Map<string, Shortcut>([
  ["o", "open"],
  ["h", "overlay"],
  ["d", "boxes"],
  ["b", "measure"],
  ["escape", "stop"],
  ["+", "zoom-in"],
  ["=", "zoom-in"], // the same key as +, without Shift
  ["-", "zoom-out"],
  ["0", "fit"],
  ["[", "previous"],
  ["]", "next"],
]);

/**
 * What a key press asks for; null where it belongs to a list or a text field, or to the system.
 * @param hasMenu whether the system's menu has Ctrl+O
 */
export function shortcut(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">,
  hasMenu = false,
): Shortcut | null {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  const command = ctrlKey || metaKey;
  if (command && !hasMenu && key.toLowerCase() === "o") return "open";
  if (command || altKey) return null;
  // Letters and digits jump to an entry of a list, or are written into a field.
  if (isList(target) && key !== "Escape") return null;
  return keys.get(key.toLowerCase()) ?? null;
}

/** Ctrl+K, or ⌘K: all commands; also from within a field. */
export const asksForCommands = ({
  key,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
}: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): boolean =>
  ctrlKey !== metaKey && !altKey && !shiftKey && key.toLowerCase() === "k";

/** Fields that letters and digits are written into. */
const written: ReadonlySet<string> = new Set(["search", "text", "number"]);

const isList = (target: EventTarget | null): boolean =>
  typeof target === "object" &&
  target !== null &&
  "tagName" in target &&
  (target.tagName === "SELECT" ||
    target.tagName === "TEXTAREA" ||
    ("type" in target && typeof target.type === "string" && written.has(target.type)));
