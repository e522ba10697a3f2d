/** @file A JSON document with its form as it was, and in place of what cannot be the same twice what the rules say. */
import { fields } from "./rules.ts";

/** @returns null where the text is no JSON document as the app writes them */
export function normalizedJson(text: string, string: (text: string) => string): string | null {
  if (!/^[[{]/.test(text)) return null;
  const value = parsed(text);
  const form = forms.find((write) => write(value) === text);
  return form ? form(replaced(value, "", string)) : null;
}

const forms: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => `${JSON.stringify(value, null, 2)}\n`,
  (value) => JSON.stringify(value, null, 2),
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function replaced(value: unknown, path: string, string: (text: string) => string): unknown {
  const rule = fields.find(([pattern]) => pattern.test(path));
  if (rule) {
    const [, replace] = rule;
    const other = replace(value);
    if (other !== value) return other;
  }
  const under = (name: string): string => (path === "" ? name : `${path}.${name}`);
  if (typeof value === "string") return string(value);
  if (Array.isArray(value)) return value.map((one) => replaced(one, under("*"), string));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, one]) => [string(name), replaced(one, under(name), string)]),
  );
}
