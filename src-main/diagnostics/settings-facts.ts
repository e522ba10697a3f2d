/** @file What was chosen in the window: no secrets, but it may name models of one's own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settings } from "../../src-core/contract/settings.ts";
import { userFolder } from "../files/user-folder.ts";
import type { Fact, Facts } from "../log/facts.ts";

/** Nothing is set aside or written for it: a file that is damaged may be what is asked about. */
export function settingsFacts(path = join(userFolder(), "settings.json")): Facts {
  const text = textOf(path);
  if (text === null) return [["settings.json", "none: the defaults hold"]];
  const read = settings.safeParse(parsed(text));
  if (!read.success) return [["settings.json", "cannot be understood"]];
  const { model, thresholds = {}, overlaps = {}, ...others } = read.data;
  const plain = Object.entries(others).map(([name, value]): Fact => [name, String(value)]);
  return [
    ...plain,
    ...(model === undefined ? [] : ([["model", model, [model]]] as const)),
    ...ofModels("threshold", thresholds),
    ...ofModels("overlap", overlaps),
  ].map(([name, value, names]): Fact => [
    name,
    value,
    names === undefined ? undefined : [...names],
  ]);
}

const ofModels = (name: string, values: Readonly<Record<string, number>>): Fact[] =>
  Object.entries(values).map(([model, value]) => [name, `${value} with ${model}`, [model]]);

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
