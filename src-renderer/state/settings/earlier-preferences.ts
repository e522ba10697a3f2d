/** @file What earlier versions kept in the browser, where each address of the host had its own. */
import type { Settings } from "../../../src-core/contract/settings.ts";
import { settings } from "../../../src-core/contract/settings.ts";

const key = "fullconv.preferences";

/** Empty where there is nothing, or nothing that can be understood. */
export function readEarlier(): Settings {
  try {
    return settings.parse(JSON.parse(localStorage.getItem(key) ?? "{}"));
  } catch {
    return {}; // of a version before those, or damaged: it was left out by every version
  }
}

/** Once the host has them. */
export function forgetEarlier(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage (a private window) there is nothing.
  }
}
