/** @file Keys that lead from an image of a batch to the one beside it, or back to the table. */

const steps = new Map<string, 1 | -1 | "back">([
  ["n", 1],
  ["pagedown", 1],
  ["p", -1],
  ["pageup", -1],
  ["backspace", "back"],
]);

/** Null for other keys, and where a list or a field has them to itself. */
export function stepKey(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">,
): 1 | -1 | "back" | null {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (ctrlKey || metaKey || altKey || takesKeys(target)) return null;
  return steps.get(key.toLowerCase()) ?? null;
}

const takesKeys = (target: EventTarget | null): boolean =>
  typeof target === "object" &&
  target !== null &&
  "tagName" in target &&
  ["SELECT", "TEXTAREA", "INPUT"].includes(String(target.tagName));
