/** @file Paths and names that messages may hold: what of a message is its user's. */
import { oneLine, printableName } from "../../src-core/printable.ts";

/** Characters of all that are known; those that were told longest ago go. */
const most = 2 ** 20;
/** Characters of one: no system has longer paths. */
export const longestName = 4096;

/** As messages show it. */
export const formsOf = (name: string): string[] =>
  [...new Set([name, oneLine(name), printableName(name)])].filter((form) => form !== "");

export class KnownNames {
  private readonly forms = new Map<string, readonly string[]>();
  private size = 0;

  /** Of one letter it is in every message. */
  add(name: string): void {
    if (name.length < 2) return;
    const kept = name.slice(0, longestName);
    if (this.forms.delete(kept)) this.size -= kept.length;
    this.forms.set(kept, formsOf(kept));
    this.size += kept.length;
    for (const oldest of this.forms.keys()) {
      if (this.size <= most) break;
      this.forms.delete(oldest);
      this.size -= oldest.length;
    }
  }

  /** Those that a text holds, as they are or as messages show them. */
  in(text: string): string[] {
    const line = oneLine(text);
    return [...this.forms].flatMap(([name, forms]) =>
      forms.some((form) => text.includes(form) || line.includes(form)) ? [name] : [],
    );
  }
}
